import { useState } from 'react'
import { signIn } from '@shared/identity/contract'
import { toCode } from '@shared/formats/half-width'
import { maskMobile } from '@shared/formats/mask'
import { checkMobile } from '@shared/formats/mobile'
import { call, type RefusedCall } from '@/api/call'
import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { ErrorSummary } from '@/ui/error-summary'
import { Form } from '@/ui/form'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { TextField } from '@/ui/text-field'
import { t } from '@/words/words'
import { refusalText, refused, type Wrong } from './refusal'
import { forgetSent, sendCode, type SentCode } from './sent-code'
import { keepSession } from './session'
import { markSession } from '@/preferences/session-mark'
import { useSecondsUntil } from './use-seconds-until'

/** The server burns a code after this many guesses. */
const mostTries = 5

interface CodeStepProps {
  sent: SentCode
  onSent: (sent: SentCode) => void
  onOtherPhone: () => void
}

export function CodeStep({ sent, onSent, onOtherPhone }: CodeStepProps) {
  const say = useSay()
  const [mobile, setMobile] = useState(sent.mobile ?? '')
  const [code, setCode] = useState('')
  const [tries, setTries] = useState(0)
  const [wrong, setWrong] = useState<Wrong>([])
  const [problem, setProblem] = useState<RefusedCall | null>(null)
  const errorOf = (field: string) => wrong.find(({ name }) => name === field)?.message

  const refuse = (refusal: RefusedCall | null) => {
    if (refusal?.code === 'CODE_WRONG') {
      const left = mostTries - tries - 1
      setTries(tries + 1)
      setCode('')
      const message = left > 0 ? t('signIn.code.wrong', { left }) : t('signIn.code.used')
      setWrong([{ name: 'code', message }])
    } else setProblem(refusal)
  }
  const submit = async () => {
    setProblem(null)
    const phone = checkMobile(mobile)
    const digits = toCode(code)
    const found: Wrong = []
    if (!phone.ok) found.push({ name: 'mobile', message: phone.why })
    if (tries >= mostTries) found.push({ name: 'code', message: t('signIn.code.used') })
    else if (!/^\d{6}$/.test(digits)) found.push({ name: 'code', message: t('signIn.code.format') })
    setWrong(found)
    if (found.length > 0 || !phone.ok) return
    refuse(
      await refused(async () => {
        const session = await call(signIn, { mobile: phone.mobile, code: digits })
        forgetSent()
        markSession()
        keepSession(session)
      }),
    )
  }
  const resend = async () => {
    setProblem(null)
    const phone = checkMobile(mobile)
    setWrong(phone.ok ? [] : [{ name: 'mobile', message: phone.why }])
    if (!phone.ok) return
    const refusal = await refused(async () => onSent(await sendCode(phone.mobile)))
    setProblem(refusal)
    if (refusal) return
    setTries(0)
    setCode('')
    say(t('signIn.sent.again'))
  }

  return (
    <Form onSubmit={submit} label={t('signIn.code.title')}>
      <ErrorSummary errors={wrong} />
      {problem && (
        <Notice tone="error" spoken>
          {refusalText(problem)}
        </Notice>
      )}
      {sent.mobile === null ? (
        <TextField
          name="mobile"
          label={t('signIn.mobile')}
          hint={t('signIn.mobile.again')}
          error={errorOf('mobile')}
          required
          kind="tel"
          autoComplete="tel"
          atMost={20}
          value={mobile}
          onValue={setMobile}
        />
      ) : (
        <Notice tone="info" spoken>
          {t('signIn.sent', { mobile: maskMobile(sent.mobile) })}
        </Notice>
      )}
      <TextField
        name="code"
        label={t('signIn.code')}
        hint={t('signIn.code.hint', { minutes: Math.round(sent.validForS / 60), tries: mostTries })}
        error={errorOf('code')}
        required
        kind="number"
        autoComplete="one-time-code"
        atMost={12}
        value={code}
        onValue={setCode}
      />
      <Button submits>{t('signIn.go')}</Button>
      <Resend atMs={sent.resendAtMs} onResend={resend} />
      <Button look="quiet" onTap={onOtherPhone}>
        {t('signIn.otherPhone')}
      </Button>
    </Form>
  )
}

function Resend({ atMs, onResend }: { atMs: number; onResend: () => Promise<void> }) {
  const left = useSecondsUntil(atMs)
  if (left > 0) return <Box className="ui-hint">{t('signIn.resend.wait', { left })}</Box>
  return (
    <Button look="second" onTap={onResend}>
      {t('signIn.resend')}
    </Button>
  )
}
