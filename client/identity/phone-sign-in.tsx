import { useState } from 'react'
import { checkMobile } from '@shared/formats/mobile'
import type { RefusedCall } from '@/api/call'
import { Button } from '@/ui/button'
import { ErrorSummary } from '@/ui/error-summary'
import { Form } from '@/ui/form'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { StepBar } from '@/ui/step-bar'
import { TextField } from '@/ui/text-field'
import { t } from '@/words/words'
import { CodeStep } from './code-step'
import { refusalText, refused, type Wrong } from './refusal'
import { forgetSent, recallSent, sendCode, type SentCode } from './sent-code'

type Step = { is: 'phone' } | { is: 'code'; sent: SentCode }

/** 手机号与短信验证码 (L1). */
export function PhoneSignIn() {
  const [step, setStep] = useState<Step>(() => {
    const sent = recallSent()
    return sent ? { is: 'code', sent } : { is: 'phone' }
  })
  const toCode = (sent: SentCode) => setStep({ is: 'code', sent })
  const toPhone = () => {
    forgetSent()
    setStep({ is: 'phone' })
  }
  return (
    <>
      <StepBar now={1} total={2} />
      {step.is === 'phone' ? (
        <PhoneStep onSent={toCode} />
      ) : (
        <CodeStep sent={step.sent} onSent={toCode} onOtherPhone={toPhone} />
      )}
    </>
  )
}

function PhoneStep({ onSent }: { onSent: (sent: SentCode) => void }) {
  const [mobile, setMobile] = useState('')
  const [wrong, setWrong] = useState<Wrong>([])
  const [problem, setProblem] = useState<RefusedCall | null>(null)
  const submit = async () => {
    setProblem(null)
    const checked = checkMobile(mobile)
    setWrong(checked.ok ? [] : [{ name: 'mobile', message: checked.why }])
    if (!checked.ok) return
    const problem = await refused(async () => onSent(await sendCode(checked.mobile)))
    if (problem?.fields) setWrong(problem.fields.map(({ path, message }) => ({ name: path, message })))
    else setProblem(problem)
  }
  return (
    <Form onSubmit={submit} label={t('signIn.phone.title')}>
      <ErrorSummary errors={wrong} />
      {problem && <SendProblem problem={problem} onHaveCode={() => onSent(alreadySent(mobile))} />}
      <Box as="p">{t('signIn.phone.text')}</Box>
      <TextField
        name="mobile"
        label={t('signIn.mobile')}
        hint={t('signIn.mobile.hint')}
        error={wrong.find(({ name }) => name === 'mobile')?.message}
        required
        kind="tel"
        autoComplete="tel"
        atMost={20}
        value={mobile}
        onValue={setMobile}
      />
      <Button submits>{t('signIn.send')}</Button>
    </Form>
  )
}

function alreadySent(mobile: string): SentCode {
  const checked = checkMobile(mobile)
  return { mobile: checked.ok ? checked.mobile : null, resendAtMs: Date.now() + 30_000, validForS: 300 }
}

/** A phone that has just been sent a code may already hold it. */
function SendProblem({ problem, onHaveCode }: { problem: RefusedCall; onHaveCode: () => void }) {
  return (
    <Notice tone="error" spoken>
      {refusalText(problem)}
      {problem.code === 'TOO_MANY_TRIES' && (
        <Button look="quiet" onTap={onHaveCode}>
          {t('signIn.haveCode')}
        </Button>
      )}
    </Notice>
  )
}
