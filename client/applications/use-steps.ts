import { useDidShow } from '@tarojs/taro'
import { useContext, useEffect, useState } from 'react'
import type { OnlineItemGuide } from '@shared/catalogue/contract'
import { AreaContext, elementId } from '@/ui/area'
import { focusOn } from '@/ui/focus'
import { stepOf } from './form-findings'
import { recallStep, rememberStep, takeWantedField } from './journey-memory'

export const stepHeading = 'step-heading'

interface Place {
  step: number
  /** Steps whose empty fields are named as missing: the person has tried to leave them. */
  tried: ReadonlySet<number>
  /** What the focus goes to when the place changes. */
  focus: string
  turn: number
}

/** Where in the form the person is. A new step moves the focus to its heading, a wanted field to that field. */
export function useSteps(guide: OnlineItemGuide, isResumed: boolean) {
  const { prefix } = useContext(AreaContext)
  const last = guide.form.layout.length - 1
  const [{ step, tried, focus, turn }, setPlace] = useState((): Place => {
    const start = isResumed ? Math.max(0, Math.min(recallStep(guide.code), last)) : 0
    const place = { step: start, tried: new Set<number>(), focus: '', turn: 0 }
    const wanted = takeWantedField(guide.code)
    return wanted === undefined ? place : atField(guide, place, wanted)
  })
  useDidShow(() => {
    const wanted = takeWantedField(guide.code)
    if (wanted !== undefined) setPlace(place => atField(guide, place, wanted))
  })
  useEffect(() => {
    if (focus !== '') focusOn(elementId(prefix, focus))
  }, [focus, turn, prefix])
  useEffect(() => rememberStep(guide.code, step), [guide.code, step])

  return {
    step,
    last,
    tried,
    toStep: (next: number) =>
      setPlace(place => ({ ...place, step: next, focus: stepHeading, turn: place.turn + 1 })),
    toField: (name: string) => setPlace(place => atField(guide, place, name)),
    tryStep: () => setPlace(place => ({ ...place, tried: new Set(place.tried).add(place.step) })),
    startOver: () =>
      setPlace(({ turn }) => ({ step: 0, tried: new Set(), focus: stepHeading, turn: turn + 1 })),
  }
}

function atField(guide: OnlineItemGuide, place: Place, name: string): Place {
  const step = stepOf(guide, name)
  return { step, tried: new Set(place.tried).add(step), focus: name, turn: place.turn + 1 }
}
