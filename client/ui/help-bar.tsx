import { setTextSize, type TextSize } from '@/preferences/text-size'
import { t } from '@/words/words'
import { Box, OutLink, Tap } from './primitives'

/** 长辈版: a person to talk to is always on screen, and letters can grow once more. */
export function HelpBar({ size }: { size: TextSize }) {
  const largest = size === 'largest'
  return (
    <Box as="aside" className="ui-help" aria-label={t('ui.help')}>
      <OutLink className="ui-help__call" href={`tel:${t('ui.helpline.number')}`}>
        {t('ui.helpline')}
      </OutLink>
      <Tap className="ui-help__size" onTap={() => setTextSize(largest ? 'large' : 'largest')}>
        {largest ? t('ui.large.smaller') : t('ui.large.bigger')}
      </Tap>
    </Box>
  )
}
