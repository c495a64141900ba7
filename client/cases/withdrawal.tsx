import { useEffect, useRef, useState } from 'react'
import { type CaseDetail, withdrawCase } from '@shared/cases/contract'
import { call, newKey, RefusedCall } from '@/api/call'
import { Button } from '@/ui/button'
import { ConfirmDialog } from '@/ui/confirm-dialog'
import { Notice } from '@/ui/notice'
import { t } from '@/words/words'

interface WithdrawalProps {
  detail: CaseDetail
  onDetail: (detail: CaseDetail) => void
  /** Looks how the case stands. */
  onLook: () => Promise<void>
}

type Withdrawing =
  | { is: 'idle' }
  | { is: 'asked' }
  | { is: 'confirming' }
  | { is: 'done' }
  | { is: 'late' }
  | { is: 'failed'; reason: string }
  | { is: 'unknown' }

/** 撤回: one question, one deed, and only what the server said as its outcome. */
export function Withdrawal({ detail, onDetail, onLook }: WithdrawalProps) {
  const [now, setNow] = useState<Withdrawing>({ is: 'idle' })
  // One intention, one key: asking again about it never withdraws twice.
  const key = useRef('')
  const { caseNumber, stage, mayWithdraw } = detail

  // What the server shows later settles what was not known.
  useEffect(() => {
    if (stage === 'withdrawn') setNow(known => (known.is === 'unknown' ? { is: 'done' } : known))
    else if (!mayWithdraw) setNow(known => (known.is === 'unknown' ? { is: 'late' } : known))
  }, [stage, mayWithdraw])

  const withdraw = async () => {
    try {
      const onUnknown = () => setNow({ is: 'confirming' })
      onDetail(await call(withdrawCase, { caseNumber }, { key: key.current, onUnknown }))
      setNow({ is: 'done' })
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      setNow(afterRefusal(problem))
      if (problem.code !== 'OFFLINE') await onLook()
    }
  }
  const ask = () => {
    key.current = newKey()
    setNow({ is: 'asked' })
  }

  return (
    <>
      <Outcome now={now} onAgain={withdraw} />
      {mayWithdraw && now.is !== 'unknown' && (
        <Button look="quiet" onTap={ask}>
          {t('case.withdraw')}
        </Button>
      )}
      {(now.is === 'asked' || now.is === 'confirming') && (
        <ConfirmDialog
          danger
          title={t('case.withdraw.question')}
          text={now.is === 'asked' ? t('case.withdraw.text') : t('case.withdraw.asking')}
          confirm={t('case.withdraw')}
          cancel={t('case.withdraw.keep')}
          onConfirm={withdraw}
          onCancel={() => setNow(known => (known.is === 'asked' ? { is: 'idle' } : known))}
        />
      )}
    </>
  )
}

function afterRefusal(problem: RefusedCall): Withdrawing {
  if (problem.code === 'OUTCOME_UNKNOWN') return { is: 'unknown' }
  if (problem.code === 'COMMAND_NOT_POSSIBLE' || problem.code === 'CASE_MOVED_ON') return { is: 'late' }
  return { is: 'failed', reason: problem.message }
}

function Outcome({ now, onAgain }: { now: Withdrawing; onAgain: () => Promise<void> }) {
  switch (now.is) {
    case 'done':
      return (
        <Notice tone="success" spoken>
          {t('case.withdraw.done')}
        </Notice>
      )
    case 'late':
      return (
        <Notice tone="warn" spoken>
          {t('case.withdraw.late')}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="error" spoken>
          {t('case.withdraw.failed', { reason: now.reason })}
        </Notice>
      )
    case 'unknown':
      return (
        <>
          <Notice tone="warn" spoken title={t('case.withdraw.unknown')}>
            {t('case.withdraw.unknown.text')}
          </Notice>
          <Button onTap={onAgain}>{t('case.withdraw.again')}</Button>
        </>
      )
    case 'idle':
    case 'asked':
    case 'confirming':
      return null
  }
}
