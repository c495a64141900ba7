import type { Prefilled } from '@shared/cases/contract'
import { FormField, MaterialField, type Uploads } from '@/applications'
import { Card } from '@/ui/card'
import { ChoicesField } from '@/ui/choice-field'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { type Answer, type Asked, type Correction, isChanged, mayStay } from './correction-answer'

interface AskedPointProps {
  /** 1 is the first. */
  place: number
  asked: Asked
  correction: Correction
  start: Answer
  answer: Answer
  known: Record<string, Prefilled>
  uploads: Uploads
  error: string | undefined
  onAnswer: (change: (answer: Answer) => Answer) => void
}

/** One point of the notice: what the department says, and the one thing that may be changed because of it. */
export function AskedPoint(props: AskedPointProps) {
  const { place, asked, start, answer } = props
  const canStay = mayStay(asked, start) && !isChanged(asked, start, answer)
  return (
    <Card title={t('correction.point', { place })}>
      <Notice tone="warn">
        {asked.messages.map((message, index) => (
          <Box as="p" key={index}>
            {message}
          </Box>
        ))}
      </Notice>
      <Control {...props} />
      {asked.is === 'remark' && <Box as="p">{t('correction.remark')}</Box>}
      {canStay && <Stays {...props} />}
    </Card>
  )
}

function Control(props: AskedPointProps) {
  const { asked, correction, answer, known, uploads, error, onAnswer } = props
  if (asked.is === 'remark') return null
  if (asked.is === 'field') {
    const { key } = asked.field
    return (
      <FormField
        form={correction.form}
        field={asked.field}
        values={answer.values}
        today={correction.today}
        required
        known={known[key]?.options ? known[key] : undefined}
        error={error}
        onChange={change => onAnswer(now => withChange(now, change))}
        onLeave={() => undefined}
      />
    )
  }
  const { key } = asked.material
  const stored = answer.files[key] ?? []
  return (
    <MaterialField
      // Here it is asked for, whatever the guide says about leaving it out.
      material={{ ...asked.material, required: true, obtain: '' }}
      stored={stored}
      uploads={uploads}
      error={error}
      onRemove={id =>
        onAnswer(now => ({
          ...now,
          files: { ...now.files, [key]: (now.files[key] ?? []).filter(each => each.id !== id) },
        }))
      }
    />
  )
}

/** Looked at again, and right as it was: an answer, too. */
function Stays({ asked, answer, onAnswer }: AskedPointProps) {
  const { path } = asked
  const others = answer.unchanged.filter(each => each !== path)
  return (
    <ChoicesField
      name={`${path}-unchanged`}
      label={t('correction.stays.label')}
      values={answer.unchanged.includes(path) ? [path] : []}
      onValues={chosen => onAnswer(now => ({ ...now, unchanged: [...others, ...chosen] }))}
      options={[{ value: path, label: t('correction.stays') }]}
    />
  )
}

function withChange(answer: Answer, change: Record<string, Answer['values'][string] | undefined>): Answer {
  const values = { ...answer.values }
  for (const key of Object.keys(change)) {
    const value = change[key]
    if (value === undefined) delete values[key]
    else values[key] = value
  }
  return { ...answer, values }
}
