import { requestCode, signIn } from '@shared/identity/contract'
import { newestCode, newKey, people } from '../test/citizen'
import { startSuite, type Suite } from '../test/suite'

let suite: Suite
beforeAll(async () => {
  suite = await startSuite({ TRUST_PROXY: 1 })
})
afterAll(() => suite.stop())

const [second, minute, hour, day] = [1000, 60_000, 3600_000, 86_400_000]
let passedMs = 0
const pass = async (ms: number): Promise<void> => {
  await suite.passTime(ms)
  passedMs += ms
}
/** Limits count by the clock's hours and days: to the first second of the next one. */
const toNext = (span: number): Promise<void> => pass(span - ((Date.now() + passedMs) % span) + second)

let phones = 0
const newPhone = (): string => `199001${String((phones += 1)).padStart(5, '0')}`
let addresses = 0
const newAddress = (): string => `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`
const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } })

const ask = (mobile: string, address = newAddress()) =>
  suite.citizen().send(requestCode, { mobile }, from(address))
const guess = (mobile: string, code: string, key = newKey()) =>
  suite.citizen().send(signIn, { mobile, code }, { key, ...from(newAddress()) })

/** The code that arrives after this request. */
async function freshCode(mobile: string): Promise<string> {
  const before = await newestCode(suite, mobile)
  expect((await ask(mobile)).status).toBe(200)
  return suite.until('the SMS', async () => {
    const code = await newestCode(suite, mobile)
    return code !== before && code
  })
}
const otherThan = (code: string, nth = 1): string => String((Number(code) + nth) % 1_000_000).padStart(6, '0')
const triesOf = async (): Promise<number> => {
  const [row] = await suite.server.database.read<{ tries: number }>(
    'SELECT tries FROM sign_in_codes ORDER BY created_at DESC LIMIT 1',
    [],
  )
  return Number(row?.tries)
}

test('a phone gets a code every 30 seconds and is told how long to wait', async () => {
  const mobile = newPhone()
  expect((await ask(mobile)).body).toEqual({ resendAfterS: 30, validForS: 300 })
  const early = await ask(mobile)
  expect(early).toMatchObject({ status: 429, body: { code: 'TOO_MANY_TRIES' } })
  expect(early.body.retryAfterS).toBeGreaterThan(0)
  expect(early.body.retryAfterS).toBeLessThanOrEqual(30)
  expect(early.headers.get('retry-after')).toBe(String(early.body.retryAfterS))
  await pass(30 * second)
  expect((await ask(mobile)).status).toBe(200)
})

test('fifty requests at the same instant are one code', async () => {
  const mobile = newPhone()
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(mobile)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(49)
})

test('a phone gets 5 codes an hour and 10 a day, from wherever it asks', async () => {
  const mobile = newPhone()
  await toNext(day)
  for (const nth of [1, 2]) {
    for (let code = 0; code < 5; code += 1) {
      expect([nth, code, (await ask(mobile)).status]).toEqual([nth, code, 200])
      await pass(31 * second)
    }
    const sixth = await ask(mobile)
    expect(sixth).toMatchObject({ status: 429, body: { code: 'TOO_MANY_TRIES' } })
    await toNext(hour)
  }
  const eleventh = await ask(mobile)
  expect(eleventh.status).toBe(429)
  expect(eleventh.body.retryAfterS).toBeGreaterThan(21 * 3600)
  await toNext(day)
  expect((await ask(mobile)).status).toBe(200)
})

test('an address gets 30 codes an hour, whoever they are for; another address is not its business', async () => {
  await toNext(hour)
  const address = newAddress()
  for (let nth = 0; nth < 30; nth += 1) expect((await ask(newPhone(), address)).status).toBe(200)
  expect((await ask(newPhone(), address)).status).toBe(429)
  expect((await ask(newPhone())).status).toBe(200)
})

test('an address may try 60 codes an hour', async () => {
  await toNext(hour)
  const address = newAddress()
  const citizen = suite.citizen()
  const mobile = newPhone()
  const statuses = []
  for (let nth = 0; nth < 61; nth += 1) {
    statuses.push((await citizen.send(signIn, { mobile, code: '123456' }, from(address))).status)
  }
  expect(new Set(statuses.slice(0, 60))).toEqual(new Set([422]))
  expect(statuses[60]).toBe(429)
})

test('asking for a code does not tell whether a number is known here', async () => {
  const known = newPhone()
  await suite.citizen().signIn(known)
  await pass(minute)
  const [one, two] = [await ask(known), await ask(newPhone())]
  expect([one.status, one.body]).toEqual([two.status, two.body])
  const [wrong, unknown] = [await guess(known, 'abcdef'), await guess(newPhone(), 'abcdef')]
  expect([wrong.status, { ...wrong.body, requestId: '' }]).toEqual([
    unknown.status,
    { ...unknown.body, requestId: '' },
  ])
})

test('five wrong guesses end a code; the next code works', async () => {
  const mobile = newPhone()
  const code = await freshCode(mobile)
  for (let nth = 1; nth <= 5; nth += 1) {
    expect((await guess(mobile, otherThan(code, nth))).body.code).toBe('CODE_WRONG')
  }
  expect((await guess(mobile, code)).body.code).toBe('CODE_WRONG')
  await pass(minute + second)
  expect((await guess(mobile, await freshCode(mobile))).status).toBe(200)
})

test('of a hundred guesses at once five are counted, and the right code comes too late', async () => {
  const mobile = newPhone()
  const code = await freshCode(mobile)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, nth) => guess(mobile, otherThan(code, nth + 1))),
  )
  expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set(['CODE_WRONG']))
  expect(await triesOf()).toBe(5)
  expect((await guess(mobile, code)).body.code).toBe('CODE_WRONG')
})

test('a hundred times the right code with a hundred intentions is one session', async () => {
  const mobile = newPhone()
  const code = await freshCode(mobile)
  const answers = await Promise.all(Array.from({ length: 100 }, () => guess(mobile, code)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'CODE_WRONG')).toHaveLength(99)
  expect(await triesOf()).toBeLessThanOrEqual(5)
})

test('a new code replaces the earlier one, and a used one is used up', async () => {
  const mobile = newPhone()
  const first = await freshCode(mobile)
  await pass(minute + second)
  const next = await freshCode(mobile)
  expect((await guess(mobile, first)).body.code).toBe('CODE_WRONG')
  expect((await guess(mobile, ` ${next.slice(0, 3)} ${next.slice(3)} `)).status).toBe(200)
  expect((await guess(mobile, next)).body.code).toBe('CODE_WRONG')
})

test('a code lives five minutes', async () => {
  const [soon, late] = [newPhone(), newPhone()]
  const [soonCode, lateCode] = [await freshCode(soon), await freshCode(late)]
  await pass(4 * minute + 50 * second)
  expect((await guess(soon, soonCode)).status).toBe(200)
  await pass(11 * second)
  expect((await guess(late, lateCode)).body.code).toBe('CODE_WRONG')
})

test('a code is bound to its phone', async () => {
  const [mine, yours] = [newPhone(), newPhone()]
  const [myCode, yourCode] = [await freshCode(mine), await freshCode(yours)]
  if (myCode !== yourCode) {
    expect((await guess(mine, yourCode)).body.code).toBe('CODE_WRONG')
    expect((await guess(yours, myCode)).body.code).toBe('CODE_WRONG')
  }
  expect((await guess(newPhone(), myCode)).body.code).toBe('CODE_WRONG')
  expect((await guess(mine, myCode)).status).toBe(200)
})

test('an SMS with a code says the code and nothing else about anybody', async () => {
  const mobile = newPhone()
  const code = await freshCode(mobile)
  const response = await fetch(`${suite.outside.desk}/phone/messages?mobile=${mobile}`)
  const { messages } = (await response.json()) as { messages: { text: string }[] }
  expect(messages).toHaveLength(1)
  expect(messages[0]?.text).toContain(code)
  expect(messages[0]?.text).not.toContain(mobile)
})

test('a sign-in asked for again with the same key is the same session; with another content it is refused', async () => {
  const mobile = newPhone()
  const code = await freshCode(mobile)
  const key = newKey()
  const [first, again] = [await guess(mobile, code, key), await guess(mobile, code, key)]
  expect([again.status, again.body]).toEqual([200, first.body])
  expect(again.headers.getSetCookie()).toEqual(first.headers.getSetCookie())
  expect((await guess(mobile, otherThan(code), key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
  expect((await guess(people.wang.mobile, code, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED')
})
