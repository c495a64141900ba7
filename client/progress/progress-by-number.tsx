import { useRef, useState } from 'react'
import { findProgress, type CaseProgress } from '@shared/progress/contract'
import { call, RefusedCall } from '@/api/call'
import { useElementId } from '@/ui/area'
import { Button } from '@/ui/button'
import { ErrorSummary } from '@/ui/error-summary'
import { Form } from '@/ui/form'
import { Box } from '@/ui/primitives'
import { TextField } from '@/ui/text-field'
import { t } from '@/words/words'
import { checkAsked, printedNumber, type Asked } from './ask'
import { ProgressFound } from './progress-found'
import { ProgressHelp, ProgressRefused } from './progress-refused'

type Asking =
  | { is: 'typing' }
  | { is: 'wrong'; errors: { name: keyof Asked; message: string }[] }
  | { is: 'refused'; problem: RefusedCall }
  | { is: 'found'; progress: CaseProgress }

/** 凭编号查进度. `start`: the number a link brought along; the last four of the ID are always typed. */
export function ProgressByNumber({ start }: { start: string }) {
  const [typed, setTyped] = useState<Asked>({ caseNumber: start && printedNumber(start), idTail: '' })
  const [asking, setAsking] = useState<Asking>({ is: 'typing' })
  const turn = useRef(0)
  const answerId = useElementId('answer')

  const change = (part: Partial<Asked>) => {
    // An answer never stands under a number it does not belong to.
    turn.current += 1
    setTyped({ ...typed, ...part })
    if (asking.is !== 'wrong') setAsking({ is: 'typing' })
  }

  const find = async () => {
    const checked = checkAsked(typed)
    if (checked.is === 'wrong') {
      setAsking(checked)
      return
    }
    turn.current += 1
    const mine = turn.current
    const answer = await ask(checked.asked)
    if (mine === turn.current) setAsking(answer)
  }

  const errors = asking.is === 'wrong' ? asking.errors : none
  const errorOf = (name: keyof Asked) => errors.find(error => error.name === name)?.message
  return (
    <>
      <Box as="p">{t('progress.intro')}</Box>
      <ErrorSummary errors={errors} />
      <Form onSubmit={find} label={t('progress.title')}>
        <TextField
          name="caseNumber"
          label={t('progress.number')}
          hint={t('progress.number.hint')}
          error={errorOf('caseNumber')}
          required
          value={typed.caseNumber}
          onValue={caseNumber => change({ caseNumber })}
          autoComplete="off"
          atMost={40}
        />
        <TextField
          name="idTail"
          label={t('progress.tail')}
          hint={t('progress.tail.hint')}
          error={errorOf('idTail')}
          required
          kind="idcard"
          value={typed.idTail}
          onValue={idTail => change({ idTail })}
          autoComplete="off"
          atMost={8}
        />
        <Button submits>{t('progress.find')}</Button>
      </Form>
      {asking.is === 'refused' && <ProgressRefused problem={asking.problem} onRetry={find} />}
      {asking.is === 'found' && <ProgressFound id={answerId} progress={asking.progress} />}
      {asking.is !== 'found' && <ProgressHelp />}
    </>
  )
}

const none: never[] = []

async function ask(asked: Asked): Promise<Asking> {
  try {
    return { is: 'found', progress: await call(findProgress, asked) }
  } catch (problem) {
    if (!(problem instanceof RefusedCall)) throw problem
    return { is: 'refused', problem }
  }
}
