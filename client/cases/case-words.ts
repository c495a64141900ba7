import type { CaseCard } from '@shared/cases/contract'
import { outcomeWords, stageWords } from '@shared/cases/stage'
import { t } from '@/words/words'

/** Stage and outcome as a citizen reads them: '已办结：准予'. */
export const stageText = ({ stage, outcome }: Pick<CaseCard, 'stage' | 'outcome'>): string =>
  outcome === null ? stageWords[stage] : `${stageWords[stage]}：${outcomeWords[outcome]}`

/** The colour that goes with a stage. */
export function stageTone({ stage, outcome }: Pick<CaseCard, 'stage' | 'outcome'>) {
  if (stage === 'correctionRequired') return 'act'
  if (stage === 'notAccepted' || outcome === 'refused') return 'bad'
  if (outcome === 'granted') return 'good'
  return stage === 'withdrawn' ? 'calm' : 'wait'
}

/** How the promised time stands. `left` counts working days. */
export type TermStands =
  { is: 'running'; left: number } | { is: 'over'; days: number } | { is: 'stopped' } | { is: 'ended' }

export function termOf({
  stage,
  heldBy,
  workingDaysLeft,
}: Pick<CaseCard, 'stage' | 'heldBy' | 'workingDaysLeft'>): TermStands {
  if (heldBy === 'nobody') return { is: 'ended' }
  if (stage === 'correctionRequired') return { is: 'stopped' }
  if (workingDaysLeft === null) return { is: 'ended' }
  return workingDaysLeft < 0
    ? { is: 'over', days: -workingDaysLeft }
    : { is: 'running', left: workingDaysLeft }
}

/** The promised time in a few words; undefined when there is nothing left to count. */
export function termText(card: CaseCard): string | undefined {
  const term = termOf(card)
  if (term.is === 'stopped') return t('cases.days.stopped')
  if (term.is === 'over') return t('cases.days.over', { days: term.days })
  if (term.is === 'ended') return undefined
  return term.left === 0 ? t('cases.days.last') : t('cases.days', { days: term.left })
}

/** A day, and that it is an estimate where the holidays of its year are not published yet. */
export const dayText = (day: string, isEstimate: boolean): string =>
  isEstimate ? t('case.estimated', { day }) : day
