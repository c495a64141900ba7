// Where things are in this repository, and the one way our scripts say that something is in the way.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
export const inRoot = (...parts) => path.join(root, ...parts)

/** Something the person at the keyboard can put right: printed as one sentence, without a stack. */
export class Hindrance extends Error {}

/** Runs a script's deed; a Hindrance ends it with its sentence, anything else with its stack. */
export async function main(deed) {
  try {
    process.exitCode = (await deed()) ?? process.exitCode ?? 0
  } catch (cause) {
    console.error(cause instanceof Hindrance ? `✗ ${cause.message}` : cause)
    process.exitCode = 1
  }
}
