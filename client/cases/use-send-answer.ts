import { useRef, useState } from 'react'
import {
  answerCorrection,
  type CaseDetail,
  type ChosenMaterials,
  type FormValues,
} from '@shared/cases/contract'
import type { FieldProblem } from '@shared/problem'
import { call, newKey, RefusedCall } from '@/api/call'

export type Sending =
  | { is: 'idle' }
  /** No answer came yet; it is being asked for. */
  | { is: 'confirming' }
  /** No answer came at all: asking again with the same key settles it. */
  | { is: 'unknown' }
  | { is: 'failed'; problem: RefusedCall }

interface Sent {
  values: FormValues
  materials: ChosenMaterials
}

interface Outcomes {
  onSent: (detail: CaseDetail) => void
  onToMend: (findings: readonly FieldProblem[]) => void
  /** The case is no longer where this page believes it. */
  onMovedOn: () => Promise<void>
}

/** Sends the answer to a correction once, whatever happens on the way. */
export function useSendAnswer(caseNumber: string, { onSent, onToMend, onMovedOn }: Outcomes) {
  const [sending, setSending] = useState<Sending>({ is: 'idle' })
  const intention = useRef<{ key: string; sent: Sent } | null>(null)

  const ask = async ({ key, sent }: { key: string; sent: Sent }) => {
    try {
      const onUnknown = () => setSending({ is: 'confirming' })
      const detail = await call(answerCorrection, { caseNumber, ...sent }, { key, onUnknown })
      setSending({ is: 'idle' })
      onSent(detail)
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      const isUnknown = problem.code === 'OUTCOME_UNKNOWN'
      setSending(isUnknown ? { is: 'unknown' } : { is: 'failed', problem })
      if (!isUnknown) intention.current = null
      if (problem.code === 'FORM_INCOMPLETE') onToMend(problem.fields ?? [])
      if (problem.code === 'COMMAND_NOT_POSSIBLE' || problem.code === 'CASE_MOVED_ON') await onMovedOn()
    }
  }

  const send = (sent: Sent): Promise<void> => {
    intention.current = { key: newKey(), sent }
    return ask(intention.current)
  }
  const sendAgain = (): Promise<void> => (intention.current ? ask(intention.current) : Promise.resolve())
  return { sending, send, sendAgain }
}
