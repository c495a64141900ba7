import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { readDraft, saveDraft } from '@shared/cases/contract'
import { call } from '@/api/call'
import { terminal } from '@/terminal/terminal'
import { chosenMaterials, contentOf, isSame } from './draft-content'
import { DraftKeeper, type Kept } from './draft-keeper'
import type { Application } from './open-application'

/** The draft on screen, kept safe: also when the person turns away, goes back, or the network returns. */
export function useDraft({ guide, draft }: Application): { kept: Kept; keeper: DraftKeeper } {
  const listener = useRef<(kept: Kept) => void>(() => undefined)
  const [keeper] = useState(() => keep({ guide, draft }, kept => listener.current(kept)))
  const [kept, setKept] = useState(() => keeper.now())
  listener.current = setKept

  useEffect(() => {
    const stops = [
      terminal.onTurnAway(() => void keeper.flush({ outlivesPage: true })),
      terminal.onNetwork(online => {
        if (online && keeper.now().saving.is === 'failed') void keeper.flush()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      keeper.close()
    }
  }, [keeper])
  useDidHide(() => void keeper.flush())
  useDidShow(() => {
    if (keeper.now().saving.is === 'failed') void keeper.flush()
  })
  return { kept, keeper }
}

function keep({ guide, draft }: Application, onChange: (kept: Kept) => void): DraftKeeper {
  const itemCode = guide.code
  const { today } = draft
  return new DraftKeeper(draft, {
    read: () => call(readDraft, { itemCode }),
    save: (content, baseVersion, { outlivesPage }) =>
      call(
        saveDraft,
        {
          itemCode,
          baseVersion,
          values: content.values,
          materials: chosenMaterials(guide, content, today),
        },
        { outlivesPage },
      ),
    contentOf: read => contentOf(guide, read),
    isSame: (a, b) => isSame(guide, a, b, today),
    onChange,
  })
}
