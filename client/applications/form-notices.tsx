import { useState } from 'react'
import { minuteOf } from '@shared/formats/instant'
import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { LinkRow } from '@/ui/link-row'
import { Notice } from '@/ui/notice'
import { Box } from '@/ui/primitives'
import { t } from '@/words/words'
import { ChangedElsewhere } from './changed-elsewhere'
import type { DraftKeeper, Kept } from './draft-keeper'
import type { Application } from './open-application'
import { endSubmission, pendingSubmission } from './pending-submission'

interface FormNoticesProps {
  application: Application
  kept: Kept
  keeper: DraftKeeper
  onReopen: () => Promise<unknown>
}

/** What to know before filling in: resumed, a source that is silent, questions that changed, another version. */
export function FormNotices({ application, kept, keeper, onReopen }: FormNoticesProps) {
  const { guide, draft: opened } = application
  const { draft, saving } = kept
  const say = useSay()
  const solved = () => say(t('apply.conflict.solved'))
  const keepMine = async () => {
    if (await keeper.keepMine()) solved()
  }
  const takeTheirs = () => {
    keeper.takeTheirs()
    solved()
  }
  const reopen = async () => {
    await keeper.flush()
    await onReopen()
  }
  return (
    <>
      {opened.savedAt !== null && draft.version === opened.version && (
        <Notice tone="info">{t('apply.resumed', { at: minuteOf(new Date(opened.savedAt)) })}</Notice>
      )}
      <Unsure item={guide.code} />
      {draft.silentSources.length > 0 && (
        <Notice tone="warn">{t('apply.silent', { sources: draft.silentSources.join('、') })}</Notice>
      )}
      {draft.definitionVersion !== guide.definitionVersion && (
        <Notice tone="warn" title={t('apply.outdated.title')} spoken>
          <Box as="p">{t('apply.outdated.text')}</Box>
          <Button look="second" onTap={reopen}>
            {t('apply.outdated.go')}
          </Button>
        </Notice>
      )}
      {saving.is === 'changedElsewhere' && (
        <ChangedElsewhere
          guide={guide}
          mine={kept.content}
          theirs={saving.theirs}
          onMine={keepMine}
          onTheirs={takeTheirs}
        />
      )}
    </>
  )
}

/** A submission of an earlier sign-in never got its answer: look before doing it again. */
function Unsure({ item }: { item: string }) {
  const [isUnsure, setUnsure] = useState(() => pendingSubmission(item).is === 'unsure')
  if (!isUnsure) return null
  const forget = () => {
    endSubmission(item)
    setUnsure(false)
  }
  return (
    <Notice tone="warn">
      <Box as="p">{t('apply.unsure')}</Box>
      <LinkRow to={{ page: 'cases' }} title={t('apply.conflict.cases')} />
      <Button look="quiet" onTap={forget}>
        {t('apply.unsure.known')}
      </Button>
    </Notice>
  )
}
