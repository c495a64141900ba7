/** Rules: what the law refuses or warns of, as data with its article and its days. */
export { allowedOperators, checkLogic, pathsRead, type LogicProblem } from './check-logic'
export { holds } from './evaluate-logic'
export { evaluateRules, isInForce, type Finding } from './evaluate-rules'
export { JsonLogic, type LogicContext } from './json-logic'
export { isSafePath, readPath } from './read-path'
export { Rule, checkRules } from './rule'
