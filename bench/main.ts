// npm run bench: measures what has a budget, prints a table, and fails when a budget is exceeded.
import { existsSync } from 'node:fs'
import os from 'node:os'
import { startSuite } from '../server/test/suite'
import { budgets, progressCpuAim, type BudgetName } from './budgets'
import { measureFirstScreenApart } from './first-screen-apart'
import { measureProgressCpu, type ProgressCpu } from './progress-cpu'
import { measureSearch } from './search'
import { countStatements } from './statements'
import type { Estimate } from './statistics'

/** `figure` is null when it could not be measured; `note` then says why. */
interface Line {
  name: BudgetName
  figure: number | null
  note: string
  /** Measured under conditions that say nothing: shown, not judged. */
  isVoid?: boolean
}

async function main(): Promise<number> {
  const lines: Line[] = []
  console.log('… statements and first screen')
  const suite = await startSuite({ LOG_LEVEL: 'silent' })
  try {
    lines.push(await firstScreen(suite.url))
    const { progress, submit } = await countStatements(suite)
    lines.push({ name: 'progressStatements', figure: progress, note: 'BEGIN and COMMIT not counted' })
    lines.push({ name: 'submitStatements', figure: submit, note: 'BEGIN and COMMIT not counted' })
  } finally {
    await suite.stop()
  }
  console.log('… search')
  const search = await measureSearch()
  const among = `${search.searches} searches among ${search.items} items, median ${search.medianMs.toFixed(1)} ms`
  lines.push({ name: 'searchP95', figure: search.p95Ms, note: among })
  console.log('… CPU of a look at the progress')
  const cpu = await measureProgressCpu()
  const note = `median ${cpu.toThreeStatements.median.toFixed(2)}, ${cpu.rounds} rounds`
  lines.push({ name: 'progressCpu', figure: cpu.toThreeStatements.high, note, isVoid: cpu.isVoid })

  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine}\n`)
  console.log(lines.map(shown).join('\n'))
  console.log(`\n${aboutCpu(cpu)}`)
  const failed = lines.filter(line => !isWithin(line) && !line.isVoid)
  console.log(failed.length === 0 ? '\nEvery budget is kept.' : `\n${failed.length} not within budget.`)
  return failed.length === 0 ? 0 : 1
}

async function firstScreen(url: string): Promise<Line> {
  const name = 'firstScreenJs'
  if (!existsSync('dist/h5/index.html'))
    return { name, figure: null, note: 'not built: npm run build:h5 first' }
  const { gzipBytes, scripts, shownAfterMs } = await measureFirstScreenApart(url)
  const note = `${scripts.length} scripts, shown after ${Math.round(shownAfterMs)} ms here`
  return { name, figure: gzipBytes / 1024, note }
}

const isWithin = ({ name, figure }: Line): boolean => figure !== null && figure <= budgets[name].limit

function shown(line: Line): string {
  const { limit, unit, what } = budgets[line.name]
  const mark = line.isVoid ? 'void' : isWithin(line) ? 'ok  ' : 'FAIL'
  const figure = line.figure === null ? '–' : String(Math.round(line.figure * 100) / 100)
  return `${mark}  ${figure.padStart(7)} ≤ ${String(limit).padEnd(4)}${unit.padEnd(8)} ${what} (${line.note})`
}

const range = ({ median, low, high }: Estimate): string =>
  `${median.toFixed(2)} (95 % CI ${low.toFixed(2)}–${high.toFixed(2)})`

function aboutCpu({
  cpuUs,
  perSecond,
  toOneStatement,
  toThreeStatements,
  throughput,
  control,
  isVoid,
}: ProgressCpu) {
  const row = (who: string, us: number, rate: number): string =>
    `  ${who.padEnd(36)}${us.toFixed(0).padStart(6)} µs CPU a request ${rate.toFixed(0).padStart(7)} a second`
  return [
    'POST /api/progress, medians:',
    row('Tongban', cpuUs.product, perSecond.product),
    row('bare Koa, the same three statements', cpuUs.threeStatements, perSecond.threeStatements),
    row('bare Koa, only reading the case', cpuUs.oneStatement, perSecond.oneStatement),
    `  CPU by bare Koa with three statements: ${range(toThreeStatements)}`,
    `  CPU by bare Koa with one statement:    ${range(toOneStatement)}, aim ${progressCpuAim}`,
    `  throughput by bare Koa with three:     ${range(throughput)}`,
    `  control, bare Koa by its twin:         ${range(control)}${isVoid ? ': VOID, the machine was too restless' : ''}`,
  ].join('\n')
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
