import type { Stage } from '@shared/cases/stage'
import type { CaseProgress } from '@shared/progress/contract'
import { stageText } from '@/cases'
import type { Step } from '@/ui/steps'
import { t } from '@/words/words'

/** What the stage means and whether anything is to be done, in one or two sentences. */
export function explanationOf({ stage, outcome }: CaseProgress): string {
  return stage === 'concluded' && outcome !== null
    ? t(`progress.says.${outcome}`)
    : t(`progress.says.${stage}`)
}

const received: Stage[] = ['received']
/** What lies before and after each stage. A correction may come at any time, so only what is certain is said. */
const around: Record<Stage, { before: Stage[]; after: Stage[] }> = {
  received: { before: [], after: ['accepted', 'underReview', 'concluded'] },
  accepted: { before: received, after: ['underReview', 'concluded'] },
  underReview: { before: ['received', 'accepted'], after: ['concluded'] },
  correctionRequired: { before: received, after: ['concluded'] },
  concluded: { before: ['received', 'accepted', 'underReview'], after: [] },
  notAccepted: { before: received, after: [] },
  withdrawn: { before: received, after: [] },
}

/** The way of this case: what is behind it, where it stands, what comes. */
export function stepsOf(progress: CaseProgress): Step[] {
  const { before, after } = around[progress.stage]
  return [
    ...before.map(stage => stepOf(stage, 'done')),
    {
      key: progress.stage,
      title: stageText(progress),
      text: explanationOf(progress),
      state: stateOf(progress),
    },
    ...after.map(stage => stepOf(stage, 'waiting')),
  ]
}

const names: Partial<Record<Stage, string>> = {
  received: t('progress.step.received'),
  accepted: t('progress.step.accepted'),
  underReview: t('progress.step.underReview'),
  concluded: t('progress.step.concluded'),
}

const stepOf = (stage: Stage, state: Step['state']): Step => ({
  key: stage,
  title: names[stage] ?? '',
  state,
})

function stateOf({ stage, outcome }: CaseProgress): Step['state'] {
  if (stage === 'notAccepted' || outcome === 'refused') return 'stopped'
  return stage === 'concluded' || stage === 'withdrawn' ? 'done' : 'now'
}
