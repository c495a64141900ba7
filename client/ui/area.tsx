import { createContext, useContext } from 'react'

interface Area {
  /** Sets this page's element ids apart from those of the pages kept behind it. */
  prefix: string
  say: (text: string) => void
}

export const AreaContext = createContext<Area>({ prefix: '', say: () => undefined })

/** The element id of a field on this page. An error summary finds the field by the same name. */
export function useElementId(name: string): string {
  return elementId(useContext(AreaContext).prefix, name)
}

export function elementId(prefix: string, name: string): string {
  return `${prefix}${name.replace(/[^\w-]/g, '_')}`
}

/** Speaks a short sentence to screen readers without moving the focus: `const say = useSay()`. */
export function useSay(): (text: string) => void {
  return useContext(AreaContext).say
}
