import type { FeeLine } from '@shared/catalogue/item'
import { formatFen } from '@shared/formats/money'
import { Card } from '@/ui/card'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { feeText } from './item-words'

/** 收费: each line with the law it rests on, or that it is free. */
export function GuideFees({ fees, totalFen }: { fees: readonly FeeLine[]; totalFen: number }) {
  return (
    <Card title={t('guide.fees')}>
      {fees.length === 0 && (
        <>
          <Box className="ui-part__title">{feeText(totalFen)}</Box>
          <Box as="p">{t('guide.fees.none')}</Box>
        </>
      )}
      {fees.length > 0 && (
        <Box as="ul" className="ui-parts">
          {fees.map(({ name, amountFen, unit, basis, collector }) => (
            <Box as="li" key={name}>
              <Box className="ui-part__title">
                {name} {t('guide.fees.line', { amount: formatFen(amountFen), unit })}
              </Box>
              <Box>{t('guide.fees.collector', { collector })}</Box>
              <Box className="ui-hint">{t('guide.fees.basis', { basis })}</Box>
            </Box>
          ))}
          {fees.length > 1 && (
            <Box as="li" className="ui-part__title">
              {t('guide.fees.total')} {feeText(totalFen)}
            </Box>
          )}
        </Box>
      )}
    </Card>
  )
}
