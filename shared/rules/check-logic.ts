import type { JsonLogic } from './json-logic'
import { control, operators } from './operators'
import { isSafePath } from './read-path'

export interface LogicProblem {
  /** Where in the logic: operators and argument numbers joined by dots; '' is the whole. */
  path: string
  message: string
}

const MAX_DEPTH = 24
const MAX_PARTS = 400
const own = (table: object, name: string): boolean => Object.prototype.hasOwnProperty.call(table, name)

const arityOf = (name: string): readonly [number, number] | undefined => {
  if (own(control, name)) return control[name]
  return own(operators, name) ? operators[name]?.arity : undefined
}

const isLiteralPath = (value: unknown): boolean =>
  (typeof value === 'string' && isSafePath(value)) || (Number.isInteger(value) && Number(value) >= 0)

const checkLiteral = (name: string, operands: readonly JsonLogic[]): string | undefined => {
  const paths = name === 'var' ? operands.slice(0, 1) : operands
  if (paths.every(isLiteralPath)) return undefined
  return `${name} 只能读取直接写明的字段路径（字母、数字、下划线，用点分隔）`
}

const checkOperator = (logic: Record<string, JsonLogic>): string | undefined => {
  const names = Object.keys(logic)
  const [name = ''] = names
  if (names.length !== 1) return '每个对象只能写一个运算'
  const arity = arityOf(name)
  if (!arity) return `不支持运算「${name.slice(0, 40)}」，可用：${allowedOperators.join('、')}`
  const operands = operandsOf(logic)
  const [least, most] = arity
  if (operands.length < least || operands.length > most) {
    return `${name} 需要 ${least === most ? least : `${least} 至 ${most}`} 个参数，现在是 ${operands.length} 个`
  }
  return own(operators, name) && operators[name]?.literal ? checkLiteral(name, operands) : undefined
}

const operandsOf = (logic: Record<string, JsonLogic>): JsonLogic[] => {
  const given = logic[Object.keys(logic)[0] ?? ''] ?? null
  return Array.isArray(given) ? given : [given]
}

/** Every operator a definition may use, in the order of `docs/rule-operators.md`. */
export const allowedOperators: readonly string[] = [...Object.keys(control), ...Object.keys(operators)]

/** What keeps `logic` from being used in a definition; empty when it is fine. Run when a definition is loaded. */
export const checkLogic = (logic: JsonLogic): LogicProblem[] => {
  const problems: LogicProblem[] = []
  let parts = 0
  const visit = (here: JsonLogic, path: string, depth: number): void => {
    parts += 1
    if (depth > MAX_DEPTH || parts > MAX_PARTS) return
    if (Array.isArray(here))
      here.forEach((each, at) => visit(each, path ? `${path}.${at}` : `${at}`, depth + 1))
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return
    const message = checkOperator(here)
    const name = Object.keys(here)[0] ?? ''
    const at = path ? `${path}.${name}` : name
    if (message !== undefined) problems.push({ path: at, message })
    else operandsOf(here).forEach((each, i) => visit(each, `${at}.${i}`, depth + 1))
    if (depth === MAX_DEPTH) problems.push({ path: at, message: `嵌套不能超过 ${MAX_DEPTH} 层` })
  }
  visit(logic, '', 0)
  if (parts > MAX_PARTS) problems.push({ path: '', message: `一条判断不能超过 ${MAX_PARTS} 个部分` })
  return problems
}

/** The fields (dotted paths) a piece of logic reads outside of list walks; for checking them against a form. */
export const pathsRead = (logic: JsonLogic): string[] => {
  if (Array.isArray(logic)) return logic.reduce<string[]>((all, each) => all.concat(pathsRead(each)), [])
  if (typeof logic !== 'object' || logic === null) return []
  const name = Object.keys(logic)[0] ?? ''
  const operands = operandsOf(logic)
  if (name === 'var') return [String(operands[0] ?? '')]
  if (name === 'missing') return operands.map(String)
  const scoped = ['some', 'all', 'none', 'filter', 'map'].includes(name)
  return pathsRead(scoped ? operands.slice(0, 1) : operands)
}
