import { useId } from 'react'
import { t } from '@/words/words'
import { Button } from './button'
import type { Work } from './one-at-a-time'
import { Overlay } from './overlay'
import { Box } from './primitives'

interface ConfirmDialogProps {
  title: string
  text: string
  /** Names the deed: '撤回申请', not '确定'. */
  confirm?: string
  cancel?: string
  danger?: boolean
  /** A promise keeps the dialog busy until it settles. */
  onConfirm: Work
  onCancel: () => void
}

/** One question before a deed that cannot be undone. Render it only while it is asked. */
export function ConfirmDialog({
  title,
  text,
  confirm,
  cancel,
  danger = false,
  onConfirm,
  onCancel,
}: ConfirmDialogProps) {
  const id = useId()
  return (
    <Overlay labelledBy={`${id}title`} describedBy={`${id}text`} onDismiss={onCancel}>
      <Box as="h2" id={`${id}title`} className="ui-dialog__title">
        {title}
      </Box>
      <Box as="p" id={`${id}text`}>
        {text}
      </Box>
      <Box className="ui-pair">
        <Button look="second" onTap={onCancel}>
          {cancel ?? t('ui.dialog.cancel')}
        </Button>
        <Button look={danger ? 'danger' : 'main'} onTap={onConfirm}>
          {confirm ?? t('ui.dialog.confirm')}
        </Button>
      </Box>
    </Overlay>
  )
}
