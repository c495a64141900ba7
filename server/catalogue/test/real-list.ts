import { existsSync } from 'node:fs'

/** The published list of a real district, kept beside the project; tests over it are skipped where it is absent. */
export const realList = '../shared/data/service-items-guangan.json'

export const hasRealList = existsSync(realList)

/** `test` where the list is present; otherwise a skipped test whose name says why. */
export const testWithRealList: (name: string, run: () => Promise<void>) => void = hasRealList
  ? test
  : name => test.skip(`${name} (skipped: ${realList} is not here)`, () => {})
