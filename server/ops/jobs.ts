import { parseArgs } from 'node:util'
import type { DeadLetters, JsonObject, JobStats } from '../jobs'

export interface JobsCommandOptions {
  deadLetters: DeadLetters
  stats(): Promise<JobStats>
  print(line: string): void
}

export const jobsUsage = `jobs                                         how many wait, run and are dead
jobs list [--after ID] [--json]              dead jobs, oldest first
jobs mend ID --payload JSON --as NAME        correct what a dead job carries; it stays dead
jobs replay ID… --as NAME                    run dead jobs again
jobs discard ID… --as NAME                   give dead jobs up; those behind them go on`

/**
 * `npm run ops -- jobs …`: looks after dead jobs.
 * @param argv what follows the word `jobs`
 * @returns the exit code: 0 done, 2 not understood
 * @throws Problem NOT_FOUND when a job is not dead
 */
export const runJobsCommand = async (
  argv: readonly string[],
  options: JobsCommandOptions,
): Promise<number> => {
  const { deadLetters, print } = options
  const misunderstood = (why: string) => {
    print(why)
    print(jobsUsage)
    return 2
  }
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return misunderstood(String((error as { message?: unknown }).message))
  }
  const { values, positionals } = parsed
  const [deed = 'stats', ...ids] = positionals
  const by = { as: { kind: 'operator' as const, id: values.as ?? '' } }

  if (deed === 'stats') {
    const { waiting, running, dead, oldestWaitingMs } = await options.stats()
    print(
      `waiting ${waiting}, running ${running}, dead ${dead}, longest overdue ${Math.round(oldestWaitingMs / 1000)} s`,
    )
    return 0
  }
  if (deed === 'list') {
    const dead = await deadLetters.listDeadJobs(values.after === undefined ? {} : { after: values.after })
    for (const job of dead) print(values.json ? JSON.stringify(job) : lineOf(job))
    if (!values.json) print(dead.length === 0 ? 'no dead jobs' : `${dead.length} shown`)
    return 0
  }
  if (!['mend', 'replay', 'discard'].includes(deed)) return misunderstood(`unknown: jobs ${deed}`)
  if (ids.length === 0) return misunderstood(`jobs ${deed} needs the id of a job`)
  if (!values.as) return misunderstood('say who you are: --as NAME')
  if (deed === 'mend') {
    const payload = readObject(values.payload)
    if (!payload || ids.length !== 1)
      return misunderstood('jobs mend needs one id and --payload with a JSON object')
    for (const id of ids) await deadLetters.mendJob(id, payload, by)
  }
  for (const id of ids) {
    if (deed === 'replay') await deadLetters.replayJob(id, by)
    if (deed === 'discard') await deadLetters.discardJob(id, by)
    print(`${id} ${deed === 'mend' ? 'mended; replay it to run it' : `${deed}ed`}`)
  }
  return 0
}

const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      payload: { type: 'string' },
      after: { type: 'string' },
      json: { type: 'boolean' },
    },
  })

type Dead = Awaited<ReturnType<DeadLetters['listDeadJobs']>>[number]
const lineOf = ({ id, kind, key, attempts, lastError, diedAt, holdsUp }: Dead) =>
  `${id}  ${kind}  ${key}  ${lastError ?? ''} after ${attempts} tries, ${diedAt?.toISOString() ?? ''}` +
  (holdsUp > 0 ? `, holds up ${holdsUp}` : '')

const readObject = (text: string | undefined): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined
  } catch {
    return undefined
  }
}
