import { setTextSize, type TextSize } from '@/preferences/text-size'
import { t } from '@/words/words'
import { Box, OutLink, Tap } from './primitives'

/** A person to talk to, always on screen: on the home page, and everywhere in 长辈版, where letters can grow once more. */
export function HelpBar({ size }: { size: TextSize }) {
  const largest = size === 'largest'
  return (
    <Box as="aside" className="ui-help" aria-label={t('ui.help')}>
      <OutLink className="ui-help__call" href={`tel:${t('ui.helpline.number')}`}>
        {t('ui.helpline')}
      </OutLink>
      {size !== 'normal' && (
        <Tap className="ui-help__size" onTap={() => setTextSize(largest ? 'large' : 'largest')}>
          {largest ? t('ui.large.smaller') : t('ui.large.bigger')}
        </Tap>
      )}
    </Box>
  )
}
