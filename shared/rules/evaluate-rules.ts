import { holds } from './evaluate-logic'
import { readPath } from './read-path'
import { placeholder, type Rule } from './rule'

export interface Finding {
  ruleId: string
  effect: Rule['effect']
  /** The article the rule rests on. */
  article: string
  explanation: string
  mend?: string
  fields: string[]
  /** The rule could not be decided with these facts (one is missing or unusable): never a refusal, a clerk looks. */
  undecided?: true
}

const UNDECIDED = '这一条需要的信息还不完整，暂时无法自动判断。'
const UNDECIDED_MEND = '请补全相关内容；仍无法判断的，由工作人员核对。'
const NOT_GIVEN = '（未填写）'
const LONGEST_FACT = 100

const shown = (fact: unknown): string => {
  if (typeof fact === 'string' && fact.trim() !== '') return fact.slice(0, LONGEST_FACT)
  if (typeof fact === 'number') return String(fact)
  if (typeof fact === 'boolean') return fact ? '是' : '否'
  if (Array.isArray(fact) && fact.length > 0)
    return fact
      .slice(0, 10)
      .map(each => (Array.isArray(each) ? NOT_GIVEN : shown(each)))
      .join('、')
  return NOT_GIVEN
}

const fill = (sentence: string, facts: unknown): string =>
  sentence.replace(placeholder, (_, path: string) => shown(readPath(facts, path)))

/** Both days inclusive. */
export const isInForce = (rule: Pick<Rule, 'effectiveFrom' | 'effectiveTo'>, on: string): boolean =>
  rule.effectiveFrom <= on && (rule.effectiveTo === undefined || on <= rule.effectiveTo)

/**
 * What the rules in force `on` that day find in `facts` (the form's values and whatever sources added), in the order
 * of the rules. A case keeps its rules: pass those it was submitted under and the day they are asked for. Pure; the
 * same arguments give the same findings; never throws.
 */
export const evaluateRules = (rules: readonly Rule[], facts: unknown, { on }: { on: string }): Finding[] => {
  const findings: Finding[] = []
  for (const rule of rules) {
    if (!isInForce(rule, on)) continue
    const applies = holds(rule.when, facts, { on })
    const common = { ruleId: rule.id, article: rule.article, fields: [...rule.fields] }
    if (applies === undefined) {
      findings.push({
        ...common,
        effect: 'warn',
        explanation: UNDECIDED,
        mend: UNDECIDED_MEND,
        undecided: true,
      })
    } else if (applies) {
      const mend = rule.mend === undefined ? {} : { mend: fill(rule.mend, facts) }
      findings.push({ ...common, effect: rule.effect, explanation: fill(rule.explanation, facts), ...mend })
    }
  }
  return findings
}
