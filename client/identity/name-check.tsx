import { useState } from 'react'
import { verifyIdentity } from '@shared/identity/contract'
import { dayOf } from '@shared/formats/day'
import { checkIdNumber } from '@shared/formats/id-number'
import { checkPersonName } from '@shared/formats/person-name'
import { call, type RefusedCall } from '@/api/call'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { ErrorSummary } from '@/ui/error-summary'
import { Form } from '@/ui/form'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { StepBar } from '@/ui/step-bar'
import { TextField } from '@/ui/text-field'
import { t } from '@/words/words'
import { refusalText, refused, type Wrong } from './refusal'
import { keepSession } from './session'

/** 姓名与身份证号码 (L2), compared once with the population register. */
export function NameCheck() {
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [wrong, setWrong] = useState<Wrong>([])
  const [problem, setProblem] = useState<RefusedCall | null>(null)
  const errorOf = (field: string) => wrong.find(found => found.name === field)?.message

  const submit = async () => {
    setProblem(null)
    const person = checkPersonName(name)
    const id = checkIdNumber(idNumber, dayOf(new Date()))
    const found: Wrong = []
    if (!person.ok) found.push({ name: 'name', message: person.why })
    if (!id.ok) found.push({ name: 'idNumber', message: id.why })
    setWrong(found)
    if (!person.ok || !id.ok) return
    const refusal = await refused(async () =>
      keepSession(await call(verifyIdentity, { name: person.name, idNumber: id.idNumber })),
    )
    if (refusal?.code === 'IDENTITY_NOT_CONFIRMED') {
      setWrong([
        { name: 'name', message: t('signIn.name.check') },
        { name: 'idNumber', message: t('signIn.id.check') },
      ])
    } else if (refusal?.fields) {
      setWrong(refusal.fields.map(({ path, message }) => ({ name: path, message })))
    }
    setProblem(refusal?.fields ? null : refusal)
  }

  return (
    <>
      <StepBar now={2} total={2} />
      <Card title={t('signIn.why.title')}>
        <Box as="p">{t('signIn.why.text')}</Box>
        <Box as="ul" className="ui-points">
          {(['signIn.why.compare', 'signIn.why.prefill', 'signIn.why.apply', 'signIn.why.keep'] as const).map(
            key => (
              <Box as="li" key={key}>
                {t(key)}
              </Box>
            ),
          )}
        </Box>
      </Card>
      <Form onSubmit={submit} label={t('signIn.name.title')}>
        <ErrorSummary errors={wrong} />
        {problem && (
          <Notice tone="error" spoken>
            {refusalText(problem)}
          </Notice>
        )}
        <TextField
          name="name"
          label={t('signIn.name')}
          hint={t('signIn.name.hint')}
          error={errorOf('name')}
          required
          autoComplete="name"
          atMost={60}
          value={name}
          onValue={setName}
        />
        <TextField
          name="idNumber"
          label={t('signIn.id')}
          hint={t('signIn.id.hint')}
          error={errorOf('idNumber')}
          required
          kind="idcard"
          autoComplete="off"
          atMost={30}
          value={idNumber}
          onValue={setIdNumber}
        />
        <Button submits>{t('signIn.verify')}</Button>
      </Form>
    </>
  )
}
