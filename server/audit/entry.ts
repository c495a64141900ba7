export type ActorKind = 'person' | 'system' | 'department' | 'operator' | 'anonymous'

/** Who did what to which thing. Ids and codes only: an audit is kept for years and read by many. */
export interface AuditEntry {
  /** `id` may be empty for `anonymous` only. */
  actor: { kind: ActorKind; id: string }
  /** The room's noun and the deed: 'case.submitted'. */
  action: string
  object: { kind: string; id: string }
  detail?: Record<string, string | number | boolean | null>
}

/** An entry that must not be kept: not ids and codes, too long, or recorded when its transaction was over. */
export class AuditError extends Error {
  override readonly name = 'AuditError'
}

const CODE = /^[A-Za-z0-9_.:@/+=-]{1,64}$/
const ACTION = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/
const WORD = /^[a-z][A-Za-z0-9]{0,31}$/
const MOST_DETAILS = 24

/**
 * Lets ids and codes through and refuses everything else, so that no name, address, mobile or ID number is ever chained
 * where it cannot be erased again. Throws AuditError, which names the field and never its value.
 */
export function checkEntry(entry: AuditEntry): AuditEntry {
  const { actor, action, object, detail = {} } = entry
  if (!(actor.kind === 'anonymous' && actor.id === '')) checkCode('actor.id', actor.id)
  if (action.length > 64 || !ACTION.test(action)) throw new AuditError('action must look like case.submitted')
  if (!WORD.test(object.kind)) throw new AuditError('object.kind must be one short word')
  checkCode('object.id', object.id)
  const details = Object.entries(detail)
  if (details.length > MOST_DETAILS) throw new AuditError(`detail has more than ${MOST_DETAILS} keys`)
  for (const [key, value] of details) {
    if (!WORD.test(key)) throw new AuditError('a key of detail must be one short word')
    if (typeof value === 'string' && value !== '') checkCode(`detail.${key}`, value)
    if (typeof value === 'number') checkNumber(`detail.${key}`, value)
  }
  // A copy: what is recorded is what was true at this moment.
  return { actor: { ...actor }, action, object: { ...object }, detail: { ...detail } }
}

function checkCode(field: string, value: string): void {
  if (!CODE.test(value)) throw new AuditError(`${field} must be an id or a code of 1–64 characters`)
  if (isPersonalNumber(value)) throw new AuditError(`${field} looks like a mobile or an ID number`)
}

function checkNumber(field: string, value: number): void {
  if (!Number.isFinite(value)) throw new AuditError(`${field} must be a finite number`)
  if (isPersonalNumber(String(value))) throw new AuditError(`${field} looks like a mobile or an ID number`)
}

function isPersonalNumber(text: string): boolean {
  return /^(\+?86)?1[3-9]\d{9}$/.test(text) || isIdNumber(text)
}

/** GB 11643-1999: region, date of birth, serial, check character; only all of them together are an ID number. */
function isIdNumber(text: string): boolean {
  if (!/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text)) return false
  const sum = [...text.slice(0, 17)].reduce(
    (total, digit, nth) => total + Number(digit) * (2 ** (17 - nth) % 11),
    0,
  )
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase()
}

/** The one spelling of a detail: keys in code-unit order, no spaces. */
export function canonicalDetail(detail: AuditEntry['detail'] = {}): string {
  const sorted = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(sorted))
}
