import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startContender, type Contender } from './progress/contender'
import { prepareCases } from './progress/prepare-cases'
import { estimate, median, type Estimate } from './statistics'

interface Figures {
  product: number
  oneStatement: number
  threeStatements: number
}

export interface ProgressCpu {
  rounds: number
  /** CPU of the server per request in µs, median over the rounds. */
  cpuUs: Figures
  /** Requests answered a second over 16 connections, median over the rounds. */
  perSecond: Figures
  /** Product's CPU by the bare server's, within each round. */
  toOneStatement: Estimate
  toThreeStatements: Estimate
  /** Throughput of the product by that of the bare server with three statements: wall time, so noisier. */
  throughput: Estimate
  /** One bare server by its twin: outside `controlBand` the machine was too restless and the run says nothing. */
  control: Estimate
  isVoid: boolean
}

const controlBand = [0.93, 1.07] as const
type Name = 'product' | 'one' | 'twin' | 'three'
const order: readonly Name[] = ['product', 'one', 'twin', 'three']

/** The bare server with one statement answers so much faster that it needs more requests for a readable figure. */
const timesAsked: Record<Name, number> = { product: 1, one: 4, twin: 4, three: 1 }

type Block = { cpuUs: number; perSecond: number }
type Round = Record<Name, Block>

/**
 * CPU of POST /api/progress against a bare Koa on the same driver, in one run: blocks of requests in the order ABCD, DCBA,
 * two a round; the first round warms up and is discarded. The product meets every case once: no limit is reached.
 */
export async function measureProgressCpu(rounds = 16, perBlock = 120): Promise<ProgressCpu> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tongban-bench-'))
  const contenders = new Map<Name, Contender>()
  try {
    const vaultKeys = `k1:${randomBytes(32).toString('base64')}`
    const template = path.join(folder, 'template.sqlite')
    const cases = await prepareCases(template, vaultKeys, (rounds + 1) * 2 * perBlock)
    for (const name of order) {
      const file = path.join(folder, `${name}.sqlite`)
      copyFileSync(template, file)
      // what the file has not taken over yet
      copyFileSync(`${template}-wal`, `${file}-wal`)
      contenders.set(name, await start(name, { file, vaultKeys, folder }))
    }
    const measured: Round[] = []
    for (let round = 0; round <= rounds; round++) {
      const blocks: Record<Name, Block[]> = { product: [], one: [], twin: [], three: [] }
      for (const half of [0, 1]) {
        const from = (round * 2 + half) * perBlock
        const slice = cases.slice(from, from + perBlock)
        for (const name of half === 0 ? order : [...order].reverse()) {
          const asked = Array.from({ length: timesAsked[name] }, () => slice).flat()
          const block = await contenders.get(name)?.ask(asked)
          if (block) blocks[name].push(block)
        }
      }
      const of = (name: Name): Block => mean(blocks[name])
      if (round > 0)
        measured.push({ product: of('product'), one: of('one'), twin: of('twin'), three: of('three') })
    }
    return summarise(measured)
  } finally {
    for (const contender of contenders.values()) await contender.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const mean = (blocks: readonly Block[]): Block => ({
  cpuUs: blocks.reduce((sum, block) => sum + block.cpuUs, 0) / blocks.length,
  perSecond: blocks.reduce((sum, block) => sum + block.perSecond, 0) / blocks.length,
})

function summarise(measured: readonly Round[]): ProgressCpu {
  const ratio = (of: keyof Block, a: Name, b: Name): Estimate =>
    estimate(measured.map(round => round[a][of] / round[b][of]))
  const middle = (of: keyof Block, name: Name): number => median(measured.map(round => round[name][of]))
  const control = ratio('cpuUs', 'twin', 'one')
  const figures = (of: keyof Block) => ({
    product: middle(of, 'product'),
    oneStatement: middle(of, 'one'),
    threeStatements: middle(of, 'three'),
  })
  return {
    rounds: measured.length,
    cpuUs: figures('cpuUs'),
    perSecond: figures('perSecond'),
    toOneStatement: ratio('cpuUs', 'product', 'one'),
    toThreeStatements: ratio('cpuUs', 'product', 'three'),
    throughput: ratio('perSecond', 'product', 'three'),
    control,
    isVoid: control.median < controlBand[0] || control.median > controlBand[1],
  }
}

function start(
  name: Name,
  { file, vaultKeys, folder }: { file: string; vaultKeys: string; folder: string },
): Promise<Contender> {
  const env = { DATABASE_URL: `sqlite:${file}`, VAULT_KEYS: vaultKeys }
  if (name !== 'product') {
    return startContender('reference.ts', { ...env, BENCH_STATEMENTS: name === 'three' ? '3' : '1' })
  }
  const nowhere = 'http://127.0.0.1:9'
  return startContender('product.ts', {
    ...env,
    MODE: 'production',
    PORT: '0',
    BASE_PATH: '',
    PUBLIC_URL: 'https://bench.invalid',
    TRUST_PROXY: '1',
    UPLOADS_DIR: path.join(folder, 'uploads'),
    AUDIT_ANCHOR_FILE: path.join(folder, 'anchors.log'),
    SMS_ENDPOINT: nowhere,
    SMS_KEY_ID: 'bench',
    SMS_SIGN_NAME: 'bench',
    SMS_KEY_SECRET: randomBytes(16).toString('hex'),
    POPULATION_URL: nowhere,
    MEDICAL_INSURANCE_URL: nowhere,
    VEHICLE_URL: nowhere,
    GENERAL_DEPARTMENTS_URL: nowhere,
    DEPARTMENT_APP_ID: 'bench',
    DEPARTMENT_APP_SECRET: randomBytes(16).toString('hex'),
    LOG_LEVEL: 'info',
  })
}
