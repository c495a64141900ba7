import { t } from '@/words/words'
import { Button } from './button'
import { Box, Words } from './primitives'

/** A chosen file and what became of it. */
export interface ShownFile {
  key: string
  name: string
  sizeBytes: number
  state:
    | { is: 'waiting' }
    | { is: 'sending'; percent: number }
    | { is: 'stored' }
    | { is: 'refused'; message: string }
}

interface FileRowProps {
  file: ShownFile
  onRemove: () => void
  onRetry: (() => void) | undefined
}

/** One chosen file: name, size, progress, remove. */
export function FileRow({ file, onRemove, onRetry }: FileRowProps) {
  const { name, state } = file
  return (
    <Box as="li" className="ui-file">
      <Box className="ui-file__body">
        <Box className="ui-file__name">{name}</Box>
        <Box className={`ui-file__state ui-file__state--${state.is}`}>
          <Words>{sizeWords(file.sizeBytes)}</Words>
          <Words>{stateWords(state)}</Words>
        </Box>
      </Box>
      <Box className="ui-file__taps">
        {state.is === 'refused' && onRetry && (
          <Button look="quiet" onTap={onRetry}>
            {t('ui.files.again')}
          </Button>
        )}
        <Button look="quiet" label={t('ui.files.remove.named', { name })} onTap={onRemove}>
          {t('ui.files.remove')}
        </Button>
      </Box>
    </Box>
  )
}

function stateWords(state: ShownFile['state']): string {
  if (state.is === 'sending') return t('ui.files.sending', { percent: state.percent })
  if (state.is === 'refused') return state.message
  return t(`ui.files.${state.is}`)
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
