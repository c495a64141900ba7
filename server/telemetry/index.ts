import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Database } from '../database'

/** 运行可视: numbers about requests, statements and jobs; names and codes only, never personal data. */
export interface Telemetry {
  requestDone(route: string, status: number, durationMs: number): void
  watchJobs(read: () => Promise<Record<string, number>>): void
  readiness(): Promise<{ ready: boolean; draining: boolean; database: boolean }>
  startDraining(): void
  metrics(): Promise<string>
}

export function createTelemetry(database: Database): Telemetry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'tongban_requests_total',
    help: 'Requests by route and status',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: 'tongban_request_seconds',
    help: 'Time to answer by route',
    labelNames: ['route'],
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  const statements = new Counter({
    name: 'tongban_sql_statements_total',
    help: 'SQL statements run',
    registers: [registry],
  })
  let draining = false
  database.onStatement(() => statements.inc())

  return {
    requestDone(route, status, durationMs) {
      requests.inc({ route, status: String(status) })
      durations.observe({ route }, durationMs / 1000)
    },
    watchJobs(read) {
      const gauge: Gauge = new Gauge({
        name: 'tongban_jobs',
        help: 'Jobs by state; oldestWaitingMs is an age',
        labelNames: ['figure'],
        registers: [registry],
        async collect() {
          for (const [figure, value] of Object.entries(await read())) gauge.set({ figure }, value)
        },
      })
    },
    async readiness() {
      let reachable = true
      try {
        await database.read('SELECT 1 AS one', [])
      } catch {
        reachable = false
      }
      return { ready: reachable && !draining, draining, database: reachable }
    },
    startDraining() {
      draining = true
    },
    metrics: () => registry.metrics(),
  }
}
