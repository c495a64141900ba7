// A bare Koa with the product's own driver: what the same SQL costs when nothing stands around it. BENCH_STATEMENTS=1 reads the
// case; BENCH_STATEMENTS=3 also counts the two tries, as the product does. It knows no limits, no secrets and no log.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { countUp, openDatabase } from '../../server/database'
import { tellCpu } from './tell-cpu'

const select =
  'SELECT case_number, id_tail_mac, stage, outcome, held_by, submitted_at, promised_by, promise_is_estimate, ' +
  'updated_at FROM cases WHERE case_number = ?'

interface Row {
  case_number: string
  stage: string
  outcome: string | null
  held_by: string
  submitted_at: Date
  promised_by: string | null
  promise_is_estimate: number
  updated_at: Date
}

async function main(): Promise<void> {
  const database = await openDatabase(process.env.DATABASE_URL ?? '')
  const counts = process.env.BENCH_STATEMENTS === '3'
  const endsAt = new Date(Date.now() + 3600_000)
  const count = (subject: string): Promise<number> =>
    countUp(database, 'limit_counters', createHash('md5').update(subject).digest('hex'), endsAt)
  const app = new Koa({ proxy: true, maxIpsCount: 1 })
  app.use(async context => {
    const parts: Buffer[] = []
    for await (const part of context.req) parts.push(part as Buffer)
    const { caseNumber } = JSON.parse(Buffer.concat(parts).toString()) as { caseNumber: string }
    if (counts) {
      await count(caseNumber)
      await count(context.ip)
    }
    const [row] = await database.read<Row>(select, [caseNumber])
    if (!row) {
      context.status = 404
      return
    }
    context.body = {
      caseNumber: row.case_number,
      stage: row.stage,
      outcome: row.outcome,
      heldBy: row.held_by,
      submittedOn: row.submitted_at.toISOString().slice(0, 10),
      promisedBy: row.promised_by,
      promiseIsEstimate: row.promise_is_estimate === 1,
      workingDaysLeft: 2,
      updatedAt: row.updated_at.toISOString(),
    }
  })
  const answer = app.callback()
  const http = createServer((request, response) => void answer(request, response))
  http.listen(0, '127.0.0.1', () => tellCpu(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`))
}

void main()
