import { useSay } from '@/ui/area'
import { Button } from '@/ui/button'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Notice } from '@/ui/notice'
import { t } from '@/words/words'
import type { useClearing } from './use-clearing'

/** The question before clearing, and the way back after it. */
export function ClearForm({
  clearing: { clearing, cancel, clear, undo },
}: {
  clearing: ReturnType<typeof useClearing>
}) {
  const say = useSay()
  const undoIt = async () => {
    await undo()
    say(t('apply.clear.undone'))
  }
  switch (clearing.is) {
    case 'off':
      return null
    case 'asked':
      return (
        <ConfirmDialog
          title={t('apply.clear.title')}
          text={t('apply.clear.text')}
          confirm={t('apply.clear')}
          cancel={t('apply.clear.keep')}
          danger
          onConfirm={clear}
          onCancel={cancel}
        />
      )
    case 'refused':
      return (
        <Notice tone="error" spoken>
          {clearing.problem.message}
        </Notice>
      )
    case 'cleared':
      return (
        <Notice tone="success" spoken>
          {t('apply.cleared')}
          <Button look="quiet" onTap={undoIt}>
            {t('apply.clear.undo')}
          </Button>
        </Notice>
      )
  }
}
