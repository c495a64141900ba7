import type { CaseDetail } from '@shared/cases/contract'
import { minuteOf } from '@shared/formats/instant'
import { Card } from '@/ui/card'
import { Steps, type Step } from '@/ui/steps'
import { t } from '@/words/words'
import { stageText } from './case-words'

/** 办理过程: what happened, and what is happening now. */
export function CaseTimeline({ detail }: { detail: CaseDetail }) {
  const happened = detail.timeline.map(({ at, title, detail: text, by }, index): Step => ({
    key: String(index),
    title,
    when: t('case.step', { at: minuteOf(new Date(at)), by }),
    text: text ?? undefined,
    state: 'done',
  }))
  const now: Step = { key: 'now', title: stageText(detail), state: 'now' }
  return (
    <Card title={t('case.timeline')}>
      <Steps
        label={t('case.timeline.label')}
        steps={detail.heldBy === 'nobody' ? happened : [...happened, now]}
      />
    </Card>
  )
}
