import jsonLogic from 'json-logic-js'
import type { JsonLogic, LogicContext } from './json-logic'
import { control, operators } from './operators'

// json-logic-js keeps one table of operations for the whole process: ours live under their own prefix, so no
// standard operation is replaced for anybody else. Written once, when this file is loaded.
const PREFIX = 'tongban.'
for (const name of Object.keys(operators)) {
  jsonLogic.add_operation(PREFIX + name, function (this: unknown, ...operands: unknown[]) {
    return operators[name]?.run(operands, this)
  })
}

const own = (table: object, name: string): boolean => Object.prototype.hasOwnProperty.call(table, name)

/** The same logic in the library's words: our operators under their prefix, the day handed to those that need it. */
const bind = (logic: JsonLogic, context: LogicContext): JsonLogic => {
  if (Array.isArray(logic)) return logic.map(each => bind(each, context))
  if (typeof logic !== 'object' || logic === null) return logic
  const [name = ''] = Object.keys(logic)
  const given = logic[name] ?? null
  const operands = (Array.isArray(given) ? given : [given]).map(each => bind(each, context))
  if (own(control, name)) return { [name]: operands }
  if (own(operators, name)) {
    const day = operators[name]?.needsDay ? [context.on ?? null] : []
    return { [PREFIX + name]: [...operands, ...day] }
  }
  throw new Error(`operator not allowed: ${name}`)
}

/**
 * Whether `logic` holds for `facts`: true, false, or undefined when it cannot be decided (a fact is missing or of the
 * wrong kind, or the logic uses something `checkLogic` refuses). Pure; never throws.
 */
export const holds = (logic: JsonLogic, facts: unknown, context: LogicContext = {}): boolean | undefined => {
  try {
    return jsonLogic.truthy(jsonLogic.apply(bind(logic, context) as never, facts))
  } catch {
    return undefined
  }
}
