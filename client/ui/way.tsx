import { useEffect, useState } from 'react'
import { useTextSize } from '@/preferences/text-size'
import { isAnywhere, onArriving, onLeaving } from '@/terminal/navigate'
import { terminal } from '@/terminal/terminal'
import { t } from '@/words/words'
import { Button } from './button'
import { Overlay } from './overlay'
import { Box } from './primitives'

/** Between two pages on a slow network: says that a page is on its way, or that it did not arrive. Once in the app. */
export function Way() {
  const size = useTextSize()
  const [way, setWay] = useState<'here' | 'opening' | 'missing'>('here')
  useEffect(() => {
    onLeaving(() => setWay('opening'))
    // The page that stays may show itself again, as when the person comes back from another app.
    onArriving(() => setWay(now => (now === 'missing' ? now : 'here')))
    return terminal.onPageMissing?.(() => setWay('missing'))
  }, [])
  const stay = () => {
    setWay('here')
    terminal.keepPage?.()
  }
  if (way === 'here' || !terminal.retryPage) return null
  return (
    <Box className={`ui-way text-${size}`}>
      {way === 'opening' ? (
        <Box className="ui-way__opening" role="status">
          {t('ui.loading')}
        </Box>
      ) : (
        <Missing onStay={stay} onRetry={() => setWay('opening')} />
      )}
    </Box>
  )
}

function Missing({ onStay, onRetry }: { onStay: () => void; onRetry: () => void }) {
  const retry = () => {
    onRetry()
    terminal.retryPage?.()
  }
  return (
    <Overlay labelledBy="way-title" describedBy="way-text" onDismiss={isAnywhere() ? onStay : retry}>
      <Box as="h2" id="way-title" className="ui-dialog__title">
        {t('ui.missing.title')}
      </Box>
      <Box as="p" id="way-text">
        {t('ui.missing.text')}
      </Box>
      <Button onTap={retry}>{t('ui.problem.again')}</Button>
      {isAnywhere() && (
        <Button look="second" onTap={onStay}>
          {t('ui.missing.stay')}
        </Button>
      )}
    </Overlay>
  )
}
