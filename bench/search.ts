import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { catalogueMigrations, createCatalogue, importItems } from '../server/catalogue'
import { labelledQueries } from '../server/catalogue/search-queries'
import { migrate, openDatabase } from '../server/database'

const realList = '../shared/data/service-items-guangan.json'

export interface SearchFigures {
  /** Own items and imported ones; without the real list only the own ones. */
  items: number
  /** Searches measured: every labelled query, `rounds` times. */
  searches: number
  medianMs: number
  p95Ms: number
  slowestMs: number
}

/** How long one search takes inside the server: look for new imports, find, make cards. After one round to warm up. */
export async function measureSearch(rounds = 20): Promise<SearchFigures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-bench-'))
  const database = await openDatabase(`sqlite:${path.join(folder, 'bench.sqlite')}`)
  try {
    await migrate(database, catalogueMigrations)
    const imported = existsSync(realList)
      ? await importItems({ database, log: () => {} }, realList)
      : undefined
    const { search, items } = await createCatalogue({ database, place: 'demo' })
    for (const { q } of labelledQueries) await search.find(q)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      for (const { q } of labelledQueries) {
        const from = performance.now()
        await search.find(q)
        times.push(performance.now() - from)
      }
    }
    times.sort((a, b) => a - b)
    const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0
    return {
      items: items().length + (imported?.added ?? 0),
      searches: times.length,
      medianMs: at(0.5),
      p95Ms: at(0.95),
      slowestMs: at(1),
    }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
