import { t } from '@/words/words'
import { Box } from './primitives'

/** The shape of what is coming, and a sentence that says so. */
export function Loading({ rows = 3, words = t('ui.loading') }: { rows?: number; words?: string }) {
  return (
    <Box className="ui-loading" role="status">
      <Box className="ui-loading__words">{words}</Box>
      {Array.from({ length: rows }, (_, row) => (
        <Box key={row} className="ui-loading__bar" aria-hidden />
      ))}
    </Box>
  )
}
