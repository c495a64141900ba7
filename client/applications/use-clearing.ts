import { useState } from 'react'
import { discardDraft, readDraft } from '@shared/cases/contract'
import { call, RefusedCall } from '@/api/call'
import type { Content } from './draft-content'
import type { DraftKeeper } from './draft-keeper'

type Clearing =
  | { is: 'off' }
  | { is: 'asked' }
  | { is: 'refused'; problem: RefusedCall }
  | { is: 'cleared'; before: Content }

/** 清空重填: starts over from what the registers know; what was there can be put back while the page is open. */
export function useClearing(itemCode: string, keeper: DraftKeeper, onCleared: () => void) {
  const [clearing, setClearing] = useState<Clearing>({ is: 'off' })
  return {
    clearing,
    ask: () => setClearing({ is: 'asked' }),
    cancel: () => setClearing({ is: 'off' }),
    async clear() {
      const before = keeper.now().content
      try {
        await keeper.flush()
        await call(discardDraft, { itemCode })
        keeper.replace(await call(readDraft, { itemCode }))
        setClearing({ is: 'cleared', before })
        onCleared()
      } catch (problem) {
        if (!(problem instanceof RefusedCall)) throw problem
        setClearing({ is: 'refused', problem })
      }
    },
    async undo() {
      if (clearing.is !== 'cleared') return
      const { before } = clearing
      keeper.edit(() => before)
      setClearing({ is: 'off' })
      await keeper.flush()
    },
  }
}
