import type { Material } from '@shared/materials/contract'
import { FilePicker, type ShownFile } from '@/ui/file-picker'
import { t } from '@/words/words'
import type { AskedMaterial } from './draft-content'
import { acceptedBy, limitMb, typesText, type Uploads } from './use-uploads'

interface MaterialFieldProps {
  material: AskedMaterial
  stored: readonly Material[]
  uploads: Uploads
  error?: string | undefined
  onRemove: (id: string) => void
}

/** One material asked for: how to get it, what may be chosen, and what became of each file. */
export function MaterialField({ material, stored, uploads, error, onRemove }: MaterialFieldProps) {
  const { key, name, obtain, maxFiles, required } = material
  const pending = uploads.pendingOf(key)
  const files: ShownFile[] = [
    ...stored.map(({ id, fileName, sizeBytes }): ShownFile => ({
      key: id,
      name: fileName,
      sizeBytes,
      state: { is: 'stored' },
    })),
    ...pending.map(({ key: id, file, state }): ShownFile => ({
      key: id,
      name: file.name,
      sizeBytes: file.sizeBytes,
      state,
    })),
  ]
  const limits = t('apply.file.limits', { types: typesText(material), mb: limitMb, most: maxFiles })
  const remove = (id: string) => {
    if (stored.some(each => each.id === id)) onRemove(id)
    else uploads.drop(id)
  }
  return (
    <FilePicker
      name={`materials.${key}`}
      label={name}
      hint={`${obtain}${limits}`}
      required={required}
      error={error}
      files={files}
      atMost={maxFiles}
      accept={acceptedBy(material)}
      onPick={picked => uploads.add(material, picked)}
      onRemove={remove}
      onRetry={uploads.retry}
    />
  )
}
