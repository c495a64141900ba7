import { Box, Words } from './primitives'

/** One figure that matters: '还剩 3 个工作日'. */
export function BigNumber({ label, value, unit }: { label: string; value: string; unit?: string }) {
  return (
    <Box className="ui-number">
      <Box className="ui-number__label">{label}</Box>
      <Box className="ui-number__value">
        {value}
        {unit !== undefined && <Words className="ui-number__unit">{unit}</Words>}
      </Box>
    </Box>
  )
}
