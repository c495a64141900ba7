import type { Terminal } from './capabilities'

export type { FileWish, PickedFile, Terminal } from './capabilities'

const kept = new Map<string, string>()

/**
 * A terminal of bare memory, for tests outside any terminal. Builds take `terminal.h5.ts` or
 * `terminal.weapp.ts` in its place.
 */
export const terminal: Terminal = {
  serverBase: '',
  drawsTitleBar: false,
  remember: (key, value) => void kept.set(key, value),
  recall: key => kept.get(key),
  forget: key => void kept.delete(key),
  isOnline: () => true,
  onNetwork: () => () => undefined,
  onTurnAway: () => () => undefined,
  hrefOf: () => undefined,
  isAt: () => false,
  setTitle: () => undefined,
  copyText: () => Promise.resolve(false),
  callPhone: () => undefined,
}
