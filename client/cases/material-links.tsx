import { type Material, readMaterial } from '@shared/materials/contract'
import { terminal } from '@/terminal/terminal'
import { Box, OutLink } from '@/ui/primitives'
import { t } from '@/words/words'

/** A person's own files: links where the terminal can open addresses, names where it cannot. */
export function MaterialLinks({ materials }: { materials: readonly Material[] }) {
  return (
    <Box as="ul">
      {materials.map(({ id, fileName }) => (
        <Box as="li" key={id}>
          {terminal.openUrl ? (
            <OutLink className="ui-out" href={addressOf(id)}>
              {t('case.material.open', { name: fileName })}
            </OutLink>
          ) : (
            fileName
          )}
        </Box>
      ))}
    </Box>
  )
}

// The session's cookie travels along: the file opens for its owner alone.
const addressOf = (id: string): string => terminal.serverBase + readMaterial.path.slice(1).replace(':id', id)
