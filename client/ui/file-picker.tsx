import type { FileWish, PickedFile } from '@/terminal/terminal'
import { terminal } from '@/terminal/terminal'
import { t } from '@/words/words'
import { useElementId, useSay } from './area'
import { Button } from './button'
import { classes } from './classes'
import { type FieldProps, FieldNotes, Marked, noteIds } from './field'
import { FileRow, type ShownFile } from './file-row'
import { Box } from './primitives'

export type { ShownFile } from './file-row'

interface FilePickerProps extends FieldProps {
  files: readonly ShownFile[]
  atMost: number
  accept: readonly string[]
  onPick: (files: PickedFile[]) => void
  onRemove: (key: string) => void
  onRetry?: (key: string) => void
}

/** Pictures or PDFs from camera or album, with what became of each. */
export function FilePicker({ files, atMost, accept, onPick, onRemove, onRetry, ...field }: FilePickerProps) {
  const id = useElementId(field.name)
  const say = useSay()
  const left = atMost - files.length
  const pick = (from: FileWish['from']) => {
    // Not awaited: some browsers never tell that the chooser was closed, and the button must stay usable.
    void terminal.pickFiles?.({ accept, from, atMost: left }).then(picked => {
      if (picked.length > 0) onPick(picked.slice(0, left))
    })
  }
  const remove = (file: ShownFile) => {
    onRemove(file.key)
    say(t('ui.files.removed', { name: file.name }))
  }
  return (
    <Box
      as="fieldset"
      id={id}
      focusable
      className={classes('ui-field', 'ui-files', field.error !== undefined && 'is-wrong')}
      aria-describedby={classes(...noteIds(id, field)) || undefined}
    >
      <Box as="legend" className="ui-field__label">
        <Marked {...field} />
      </Box>
      <FieldNotes id={id} {...field} />
      {files.length > 0 && (
        <Box as="ul" className="ui-files__list">
          {files.map(file => (
            <FileRow
              key={file.key}
              file={file}
              onRemove={() => remove(file)}
              onRetry={onRetry && (() => onRetry(file.key))}
            />
          ))}
        </Box>
      )}
      {terminal.pickFiles && left > 0 && (
        <Box className="ui-pair">
          <Button look="second" onTap={() => pick('camera')}>
            {t('ui.files.camera')}
          </Button>
          <Button look="second" onTap={() => pick('album')}>
            {t('ui.files.album')}
          </Button>
        </Box>
      )}
      <Box className="ui-field__hint">
        {left > 0 ? t('ui.files.left', { left }) : t('ui.files.full', { most: atMost })}
      </Box>
    </Box>
  )
}
