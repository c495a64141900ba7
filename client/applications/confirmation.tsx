import { useState } from 'react'
import { useReading } from '@/api/use-reading'
import { goBack, goInstead, canGoBack } from '@/terminal/navigate'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { ChoicesField } from '@/ui/choice-field'
import { Empty } from '@/ui/empty'
import { ErrorSummary } from '@/ui/error-summary'
import { Facts } from '@/ui/facts'
import { Form } from '@/ui/form'
import { Loading } from '@/ui/loading'
import { Box } from '@/ui/primitives'
import { ProblemView } from '@/ui/problem-view'
import { t } from '@/words/words'
import { Blocked } from './blocked'
import { answersIn, costFacts, materialFacts } from './application-facts'
import { isFormBehind, wantField } from './journey-memory'
import { openApplication, type Application } from './open-application'
import { RuleNote } from './rule-note'

interface ConfirmationProps {
  item: string
  onSubmit: (draftVersion: number) => Promise<void>
}

export function Confirmation({ item, onSubmit }: ConfirmationProps) {
  const { reading, again } = useReading(() => openApplication(item))
  if (reading.is === 'reading') return <Loading rows={5} />
  if (reading.is === 'failed') {
    const { message, requestId } = reading.problem
    return <ProblemView message={message} requestId={requestId} onRetry={again} />
  }
  if (reading.value === null || reading.value.draft.version === 0) {
    return (
      <Empty title={t('confirm.empty.title')} text={t('confirm.empty.text')}>
        <Button onTap={() => goInstead({ page: 'apply', item })}>{t('confirm.empty.go')}</Button>
      </Empty>
    )
  }
  return <Checked application={reading.value} onSubmit={onSubmit} />
}

/** Back to the form, at this field. */
async function mend(item: string, field: string): Promise<void> {
  wantField(item, field)
  if (isFormBehind(item) && canGoBack()) await goBack()
  else await goInstead({ page: 'apply', item })
}

function Checked({
  application,
  onSubmit,
}: { application: Application } & Pick<ConfirmationProps, 'onSubmit'>) {
  const { guide, draft } = application
  const [isPledged, setPledged] = useState(false)
  const [errors, setErrors] = useState<{ name: string; message: string }[]>([])
  const toField = (field: string) => mend(guide.code, field)
  const isBlocked = draft.findings.length > 0 || draft.ruleFindings.some(({ effect }) => effect === 'refuse')
  const submit = async () => {
    const missing = isPledged ? [] : [{ name: 'pledge', message: t('confirm.pledge.missing') }]
    setErrors(missing)
    if (missing.length === 0) await onSubmit(draft.version)
  }
  const { maskedName, maskedIdNumber, maskedMobile } = draft.applicant
  return (
    <>
      <Box as="p">{isBlocked ? guide.name : `${guide.name}。${t('confirm.intro')}`}</Box>
      {isBlocked && <Blocked application={application} onMend={toField} />}
      {draft.ruleFindings
        .filter(({ effect }) => effect === 'warn')
        .map(finding => (
          <RuleNote key={finding.ruleId} finding={finding} />
        ))}
      <Card title={t('confirm.applicant')}>
        <Facts
          facts={[
            { name: t('confirm.name'), value: maskedName },
            { name: t('confirm.id'), value: maskedIdNumber },
            { name: t('confirm.mobile'), value: maskedMobile },
          ]}
        />
      </Card>
      {answersIn(application).map(({ key, title, facts, first }) => (
        <Card key={key} title={title}>
          <Facts facts={facts} />
          <Button look="quiet" label={t('confirm.change.named', { title })} onTap={() => toField(first)}>
            {t('confirm.change')}
          </Button>
        </Card>
      ))}
      <Materials application={application} onChange={toField} />
      <Card title={t('confirm.term')}>
        <Facts facts={costFacts(guide)} />
      </Card>
      {!isBlocked && (
        <Form onSubmit={submit} label={t('confirm.title')}>
          <ErrorSummary errors={errors} />
          <ChoicesField
            name="pledge"
            label={t('confirm.pledge')}
            required
            error={errors[0]?.message}
            values={isPledged ? ['given'] : []}
            onValues={values => setPledged(values.length > 0)}
            options={[{ value: 'given', label: t('confirm.pledge.words') }]}
          />
          <Button submits>{t('confirm.submit')}</Button>
        </Form>
      )}
    </>
  )
}

function Materials({
  application,
  onChange,
}: {
  application: Application
  onChange: (field: string) => Promise<void>
}) {
  const facts = materialFacts(application)
  const [first] = facts
  if (!first) return null
  return (
    <Card title={t('confirm.materials')}>
      <Facts facts={facts} />
      <Button
        look="quiet"
        label={t('confirm.change.named', { title: t('confirm.materials') })}
        onTap={() => onChange(first.field)}
      >
        {t('confirm.change')}
      </Button>
    </Card>
  )
}
