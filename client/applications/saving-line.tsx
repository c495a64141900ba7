import { useEffect, useRef } from 'react'
import { minuteOf } from '@shared/formats/instant'
import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import type { Saving } from './draft-keeper'

/** Whether what is on screen is safe. */
export function SavingLine({ saving }: { saving: Saving }) {
  if (saving.is === 'failed' || saving.is === 'changedElsewhere') return null
  return <Box className="ui-hint">{savingText(saving)}</Box>
}

/** Spoken when what is on screen is not safe, and when it is again. */
export function SavingTrouble({ saving, onRetry }: { saving: Saving; onRetry: () => Promise<unknown> }) {
  const say = useSay()
  const hadFailed = useRef(false)
  useEffect(() => {
    if (saving.is === 'saved' && hadFailed.current) say(t('apply.save.again'))
    if (saving.is === 'failed') hadFailed.current = true
    if (saving.is === 'saved') hadFailed.current = false
  }, [saving, say])
  if (saving.is !== 'failed') return null
  return (
    <Notice tone="warn" spoken>
      <Box as="p">{t('apply.save.failed')}</Box>
      <Box as="p">{saving.problem.message}</Box>
      <Button look="quiet" onTap={onRetry}>
        {t('apply.save.now')}
      </Button>
    </Notice>
  )
}

function savingText(saving: Exclude<Saving, { is: 'failed' | 'changedElsewhere' }>): string {
  if (saving.is !== 'saved') return t('apply.save.saving')
  if (saving.at === null) return t('apply.save.auto')
  return t('apply.save.saved', { at: clockOf(saving.at) })
}

/** '11:36' on the clocks of China. */
const clockOf = (at: string): string => minuteOf(new Date(at)).slice(11)
