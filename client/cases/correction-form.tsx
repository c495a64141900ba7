import { useMemo, useState } from 'react'
import type { CaseDetail } from '@shared/cases/contract'
import { useUploads } from '@/applications'
import { Button } from '@/ui/button'
import { Disclosure } from '@/ui/disclosure'
import { ErrorSummary } from '@/ui/error-summary'
import { Facts } from '@/ui/facts'
import { Form } from '@/ui/form'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { AskedPoint } from './asked-point'
import { answerToSend, askedOf, type Answer, type Correction, isAnswered, startOf } from './correction-answer'
import { ClockNote, SendingNote } from './correction-notes'
import { useKnown } from './use-known'
import { useSendAnswer } from './use-send-answer'

interface CorrectionFormProps {
  detail: CaseDetail
  correction: Correction
  onSent: (detail: CaseDetail) => void
  /** Looks how the case stands. */
  onLook: () => Promise<void>
}

interface ToMend {
  name?: string
  message: string
}

/** All points at once; only what was asked about can be changed, everything else stands as text. */
export function CorrectionForm({ detail, correction, onSent, onLook }: CorrectionFormProps) {
  const { caseNumber, itemCode, summary } = detail
  // What was handed in when the page opened: a look in between must not take away what a person typed since.
  const [start] = useState(() => startOf(correction, detail.materials))
  const [answer, setAnswer] = useState<Answer>(start)
  const [errors, setErrors] = useState<readonly ToMend[]>([])
  const points = useMemo(() => askedOf(correction), [correction])
  const known = useKnown(itemCode, correction, points)
  const uploads = useUploads(itemCode, (kind, material) =>
    setAnswer(now => ({ ...now, files: { ...now.files, [kind]: [...(now.files[kind] ?? []), material] } })),
  )
  const { sending, send, sendAgain } = useSendAnswer(caseNumber, {
    onSent,
    onToMend: findings =>
      setErrors(findings.map(({ path, message }) => ({ ...nameOf(path, points), message }))),
    onMovedOn: onLook,
  })

  const open = points.filter(asked => !isAnswered(asked, start, answer))
  const submit = async () => {
    if (points.some(asked => asked.is === 'material' && uploads.isSending(asked.material.key)))
      return setErrors([{ message: t('correction.uploading') }])
    setErrors(
      open.map(({ path }) => ({
        name: path,
        message: t('correction.missing', { place: points.findIndex(each => each.path === path) + 1 }),
      })),
    )
    if (open.length === 0) await send(answerToSend(correction, points, answer))
  }

  return (
    <>
      <ClockNote itemName={detail.itemName} correction={correction} />
      <Form label={t('correction.title')} onSubmit={submit}>
        <ErrorSummary errors={errors} />
        {points.map((asked, index) => (
          <AskedPoint
            key={asked.path}
            place={index + 1}
            asked={asked}
            correction={correction}
            start={start}
            answer={answer}
            known={known}
            uploads={uploads}
            error={errors.find(({ name }) => name === asked.path)?.message}
            onAnswer={setAnswer}
          />
        ))}
        <Box className="ui-rows">
          <Disclosure title={t('correction.rest')}>
            <Facts facts={summary.map(({ label, value }) => ({ name: label, value }))} />
          </Disclosure>
        </Box>
        <SendingNote sending={sending} onAgain={sendAgain} />
        {sending.is !== 'unknown' && (
          <Button submits look={open.length > 0 ? 'second' : 'main'}>
            {open.length > 0 ? t('correction.open', { count: open.length }) : t('correction.send')}
          </Button>
        )}
      </Form>
    </>
  )
}

/** The point a path of the server leads to: 'roads.0' → 'roads'. Without one the sentence stands alone. */
function nameOf(path: string, points: readonly { path: string }[]): { name?: string } {
  const name = [path, path.split('.')[0]].find(each => points.some(asked => asked.path === each))
  return name === undefined ? {} : { name }
}
