import { useEffect, useState } from 'react'
import { isBlank, storedValues } from '@shared/forms'
import { go } from '@/terminal/navigate'
import { useElementId, useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { ErrorSummary } from '@/ui/error-summary'
import { Form } from '@/ui/form'
import { Box } from '@/ui/primitives'
import { StepBar } from '@/ui/step-bar'
import { t } from '@/words/words'
import { ClearForm } from './clear-form'
import { withValues } from './draft-content'
import { hindrancesIn, mendsIn, mendsOf, stepOf, type Hindrance } from './form-findings'
import { FormNotices } from './form-notices'
import { FormSection } from './form-section'
import { leaveFormBehind } from './journey-memory'
import type { Application } from './open-application'
import { SavingLine, SavingTrouble } from './saving-line'
import { useClearing } from './use-clearing'
import { useDraft } from './use-draft'
import { stepHeading, useSteps } from './use-steps'
import { useUploads } from './use-uploads'

interface ApplicationFormProps {
  application: Application
  /** Opens item and draft anew, as when the questions have changed. */
  onReopen: () => Promise<unknown>
}

/** The form of one item, step by step, saved as it is filled in. */
export function ApplicationForm({ application, onReopen }: ApplicationFormProps) {
  const { guide } = application
  const say = useSay()
  const { kept, keeper } = useDraft(application)
  const steps = useSteps(guide, application.draft.version > 0)
  const { step, last, tried } = steps
  const headingId = useElementId(stepHeading)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<readonly Hindrance[]>([])
  const clearing = useClearing(guide.code, keeper, () => {
    setErrors([])
    setLeft(new Set())
    steps.startOver()
  })
  const uploads = useUploads(guide.code, (kind, material) => {
    keeper.edit(now => ({
      ...now,
      materials: { ...now.materials, [kind]: [...(now.materials[kind] ?? []), material] },
    }))
    say(t('apply.file.stored', { name: material.fileName }))
    void keeper.flush()
  })

  const toMend = mendsIn(guide, kept)
  const hindrances = hindrancesIn(guide, kept, step)
  const errorOf = (name: string): string | undefined => {
    const isDue = tried.has(stepOf(guide, name)) || (left.has(name) && !isBlank(kept.content.values[name]))
    return isDue ? toMend.find(each => each.name === name)?.message : undefined
  }
  const leave = (key: string) => {
    setLeft(now => new Set(now).add(key))
    const { content, draft } = keeper.now()
    const stored = storedValues(guide.form, content.values, { today: draft.today })[key]
    // A plate, a number: shown in the one form it is stored in.
    if (typeof stored === 'string' && stored !== content.values[key]) {
      keeper.edit(now => withValues(now, { [key]: stored }))
    }
  }

  /** Saves, and resolves to what keeps the person from leaving this step. */
  const check = async (): Promise<Hindrance[]> => {
    const { found, uploading } = beforeSaving()
    if (uploading.length > 0) return uploading
    if (found.length > 0) return found
    const isSaved = await keeper.flush({ always: step === last })
    const { saving } = keeper.now()
    if (isSaved) return hindrancesIn(guide, keeper.now(), step)
    if (saving.is === 'changedElsewhere') return [{ is: 'unsaved', message: t('apply.unsaved.choose') }]
    const why = saving.is === 'failed' ? saving.problem.message : ''
    return step === last ? [{ is: 'unsaved', message: t('apply.unsaved', { why }) }] : []
  }
  const beforeSaving = () => ({
    found: mendsOf(guide, keeper.now(), step),
    uploading: guide.materials
      .filter(({ key }) => step === last && uploads.isSending(key))
      .map(({ key, name }): Hindrance => ({
        is: 'mend',
        name: `materials.${key}`,
        message: t('apply.file.uploading', { name }),
      })),
  })
  const goOn = async () => {
    steps.tryStep()
    const found = await check()
    setErrors(found)
    if (found.length > 0) return
    if (step < last) return steps.toStep(step + 1)
    const elsewhere = mendsIn(guide, keeper.now())[0]
    if (elsewhere) return steps.toField(elsewhere.name)
    leaveFormBehind(guide.code)
    await go({ page: 'confirm', item: guide.code })
  }
  const isMended = errors.every(({ message }) => !hindrances.some(each => each.message === message))
  useEffect(() => {
    if (isMended) setErrors([])
  }, [isMended])
  const goBackOne = () => {
    setErrors([])
    steps.toStep(step - 1)
  }

  const section = guide.form.layout[step]
  return (
    <>
      {last > 0 && <StepBar now={step + 1} total={last + 1} />}
      <Box as="h2" id={headingId} focusable className="ui-card__title">
        {section?.title}
      </Box>
      <FormNotices application={application} kept={kept} keeper={keeper} onReopen={onReopen} />
      <ClearForm clearing={clearing} />
      <Form onSubmit={goOn} label={section?.title ?? guide.name}>
        <ErrorSummary errors={errors} />
        <FormSection
          guide={guide}
          kept={kept}
          step={step}
          uploads={uploads}
          errorOf={errorOf}
          onEdit={change => keeper.edit(change)}
          onLeave={leave}
        />
        <Box>
          <Box>{leftText(toMend.length, hindrances)}</Box>
          <SavingLine saving={kept.saving} />
        </Box>
        <SavingTrouble saving={kept.saving} onRetry={() => keeper.flush()} />
        <Button submits>{step === last ? t('apply.toConfirm') : t('apply.next')}</Button>
      </Form>
      {step > 0 && (
        <Button look="second" onTap={goBackOne}>
          {t('apply.previous')}
        </Button>
      )}
      <Button look="quiet" onTap={clearing.ask}>
        {t('apply.clear')}
      </Button>
    </>
  )
}

/** How much is left, and how much of it on this step. */
function leftText(count: number, hindrances: readonly Hindrance[]): string {
  const here = hindrances.filter(({ is }) => is === 'mend').length
  if (here === 0 && hindrances.length > 0) return t('apply.left.refused')
  if (count === 0) return t('apply.left.none')
  if (count === here) return t('apply.left', { count })
  return here === 0 ? t('apply.left.elsewhere', { count }) : t('apply.left.here', { here, count })
}
