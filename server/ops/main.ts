import { readProcessSettings, SettingsError, type Settings } from '@config/server'
import { DefinitionError, ImportRefused } from '../catalogue'
import { FileOwnedElsewhere } from '../database'
import { runBackup, runRestore } from './backup'
import { runImport } from './import-items'
import { jobsUsage } from './jobs'
import { runJobs } from './run-jobs'
import { runRotateKeys } from './rotate-keys'
import { runVerifyAudit } from './verify-audit'

/** One operator command. Prints for people; the exit code is for scripts: 0 done, 1 bad news, 2 not understood. */
export type Command = (
  argv: readonly string[],
  settings: Settings,
  print: (line: string) => void,
) => Promise<number>

const commands: Record<string, { run: Command; usage: string }> = {
  jobs: { run: runJobs, usage: jobsUsage },
  backup: {
    run: runBackup,
    usage: 'backup FOLDER                                database, uploads and key ids into a new folder',
  },
  restore: {
    run: runRestore,
    usage: 'restore FOLDER [--replace]                   puts a backup back; needs a stopped server',
  },
  'verify-audit': {
    run: runVerifyAudit,
    usage: 'verify-audit                                 checks every chain; names the first bad row',
  },
  'rotate-keys': {
    run: runRotateKeys,
    usage: 'rotate-keys                                  seals everything with the first of VAULT_KEYS',
  },
  'import-items': {
    run: runImport,
    usage: 'import-items FILE                            reads published service items; loses no row',
  },
}

const usage = (): string =>
  ['npm run ops -- COMMAND …', ...Object.values(commands).map(command => command.usage)].join('\n')

async function main(): Promise<number> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  const [name = '', ...argv] = process.argv.slice(2)
  const command = Object.prototype.hasOwnProperty.call(commands, name) ? commands[name] : undefined
  if (!command) {
    print(usage())
    return 2
  }
  return command.run(argv, readProcessSettings(), print)
}

main().then(
  code => {
    process.exitCode = code
  },
  (error: unknown) => {
    const plain =
      error instanceof SettingsError ||
      error instanceof DefinitionError ||
      error instanceof ImportRefused ||
      error instanceof FileOwnedElsewhere
    const said = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${plain || !(error instanceof Error) ? said : `${error.name}: ${said}`}\n`)
    process.exitCode = 1
  },
)
