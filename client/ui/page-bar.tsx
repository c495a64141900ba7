import { setTextSize, useTextSize } from '@/preferences/text-size'
import { goBack } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import { t } from '@/words/words'
import { focusOn } from './focus'
import { Box, LinkTap, Tap, Words } from './primitives'

/** The bar above every page: skip link, back, home, and the one-tap switch to 长辈版. */
export function PageBar({ isHome, mainId }: { isHome: boolean; mainId: string }) {
  const large = useTextSize() !== 'normal'
  const showsBack = !isHome && !terminal.drawsTitleBar
  return (
    <Box as="header" className="ui-bar">
      <Box className="ui-bar__row">
        <Tap className="ui-skip" onTap={() => focusOn(mainId)}>
          {t('ui.skip')}
        </Tap>
        {showsBack && (
          <Tap className="ui-bar__tap" onTap={() => void goBack()}>
            <Words className="ui-chevron ui-chevron--back" aria-hidden />
            {t('ui.back')}
          </Tap>
        )}
        {isHome ? (
          <Words className="ui-bar__brand">{t('ui.brand')}</Words>
        ) : (
          <LinkTap className="ui-bar__tap" to={{ page: 'home' }}>
            {t('ui.home')}
          </LinkTap>
        )}
        <Tap className="ui-bar__tap ui-bar__switch" onTap={() => setTextSize(large ? 'normal' : 'large')}>
          <Words className="ui-bar__face">{large ? t('ui.large.off') : t('ui.large.on')}</Words>
        </Tap>
      </Box>
    </Box>
  )
}
