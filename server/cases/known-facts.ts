import type { DepartmentPort } from '../gateways/departments'
import type { PopulationPort } from '../gateways/population'

export type KnownRecord = Record<string, unknown>

export interface Gathered {
  /** By source ('population.resident'); null = the source knows of no record. */
  records: Map<string, KnownRecord | null>
  /** Sources that did not answer. */
  silent: string[]
}

/** What the city already knows about a person, asked from the registers that own it. */
export interface KnownFacts {
  gather(personId: string, idNumber: string, sources: readonly string[]): Promise<Gathered>
}

const keptMs = 10 * 60_000
const keptPeople = 2000
/** A form must open: a slow register becomes a field typed by hand. */
const patienceMs = 3000

/**
 * Answers are kept in memory for ten minutes so that saving a form does not ask every register again; nothing of it
 * is written anywhere.
 */
export function createKnownFacts(outside: {
  population: PopulationPort
  departments: ReadonlyMap<string, DepartmentPort>
}): KnownFacts {
  const kept = new Map<string, { until: number; record: KnownRecord | null }>()

  const ask = async (source: string, idNumber: string): Promise<KnownRecord | null> => {
    const [system = '', dataset = ''] = source.split('.')
    if (system === 'population') return outside.population.query(dataset, idNumber)
    const department = outside.departments.get(system)
    if (!department) throw new Error(`no such source: ${source}`)
    return department.query(dataset, idNumber, AbortSignal.timeout(patienceMs))
  }

  return {
    async gather(personId, idNumber, sources) {
      const records = new Map<string, KnownRecord | null>()
      const silent: string[] = []
      await Promise.all(
        sources.map(async source => {
          const key = `${personId} ${source}`
          const known = kept.get(key)
          if (known && known.until > Date.now()) {
            records.set(source, known.record)
            return
          }
          try {
            const record = await ask(source, idNumber)
            records.set(source, record)
            kept.delete(key)
            kept.set(key, { until: Date.now() + keptMs, record })
            if (kept.size > keptPeople) kept.delete(kept.keys().next().value ?? '')
          } catch {
            silent.push(source)
          }
        }),
      )
      return { records, silent: silent.sort() }
    },
  }
}
