import * as z from 'zod/mini'
import { checkLogic, type LogicProblem } from './check-logic'
import { isDay } from '../formats/day'
import { JsonLogic } from './json-logic'
import { isSafePath } from './read-path'

const text = z.string().check(z.minLength(1), z.maxLength(500))
const day = z.string().check(z.refine(isDay, { error: '应为存在的日期，写作 YYYY-MM-DD' }))

/**
 * One policy rule (政策规则): when `when` holds, the application is refused or the applicant warned, on the strength of
 * `article`. Both days are inclusive. A changed rule is a further entry with the same id and later days.
 */
export const Rule = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  article: z
    .string()
    .check(z.regex(/^《.+》.*第.+条/, { error: '应写明依据，如《道路交通安全法》第三十九条' })),
  effectiveFrom: day,
  effectiveTo: z.optional(day),
  when: JsonLogic,
  effect: z.enum(['refuse', 'warn']),
  /** Plain words for the applicant; `{plate}` shows the fact of that name. */
  explanation: text,
  mend: z.optional(text),
  /** Keys of the form's fields the rule looks at. */
  fields: z.array(z.string().check(z.refine(isSafePath))),
})
export type Rule = z.infer<typeof Rule>

export const placeholder = /\{([^{}]*)\}/g

export const placeholdersIn = (sentence: string): string[] =>
  (sentence.match(placeholder) ?? []).map(each => each.slice(1, -1))

const checkRule = (rule: Rule): LogicProblem[] => {
  const problems = checkLogic(rule.when).map(({ path, message }) => ({
    path: path ? `when.${path}` : 'when',
    message,
  }))
  if (rule.effectiveTo !== undefined && rule.effectiveTo < rule.effectiveFrom) {
    problems.push({ path: 'effectiveTo', message: '失效日期早于生效日期' })
  }
  for (const key of ['explanation', 'mend'] as const) {
    const wrong = placeholdersIn(rule[key] ?? '').find(each => each === '' || !isSafePath(each))
    if (wrong !== undefined) problems.push({ path: key, message: `占位 {${wrong}} 不是字段路径` })
  }
  return problems
}

const END_OF_TIME = '9999-12-31'
const overlap = (a: Rule, b: Rule): boolean =>
  a.effectiveFrom <= (b.effectiveTo ?? END_OF_TIME) && b.effectiveFrom <= (a.effectiveTo ?? END_OF_TIME)

/** What keeps a set of rules from being used: refused logic, days in the wrong order, two versions in force at once. */
export const checkRules = (rules: readonly Rule[]): LogicProblem[] => {
  const problems: LogicProblem[] = []
  rules.forEach((rule, at) => {
    for (const { path, message } of checkRule(rule)) problems.push({ path: `${at}.${path}`, message })
    const earlier = rules.slice(0, at).find(other => other.id === rule.id && overlap(other, rule))
    if (earlier) problems.push({ path: `${at}.id`, message: `规则「${rule.id}」有两个版本同时生效` })
  })
  return problems
}
