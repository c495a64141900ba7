import { listCases, readCase, readDraft, withdrawCase } from '@shared/cases/contract'
import { readSession, requestCode, signIn, signOut, verifyIdentity } from '@shared/identity/contract'
import { listMessages } from '@shared/messaging/contract'
import { findLeaksInDatabase } from '../test/canary'
import { newestCode, people, textsOf, type Citizen } from '../test/citizen'
import { letOfficersDecide } from '../test/officer'
import { filing, submitFiling } from '../test/scene'
import { startSuite, type Suite } from '../test/suite'

const basePath = '/tongban'
let suite: Suite
beforeAll(async () => {
  suite = await startSuite({ BASE_PATH: basePath, TRUST_PROXY: 1 })
  await letOfficersDecide(suite)
})
afterAll(() => suite.stop())

const [second, minute, hour] = [1000, 60_000, 3600_000]
let phones = 0
const newPhone = (): string => `199002${String((phones += 1)).padStart(5, '0')}`

async function signedIn(mobile = newPhone()): Promise<Citizen> {
  const citizen = suite.citizen()
  await citizen.signIn(mobile)
  return citizen
}
const levelOf = async (citizen: Citizen): Promise<number> => (await citizen.call(readSession, {})).level
const copyOf = (citizen: Citizen): Citizen =>
  Object.assign(suite.citizen(), { cookie: citizen.cookie, csrfToken: citizen.csrfToken })

test('a session ends after 30 idle minutes, and using it keeps it', async () => {
  const citizen = await signedIn()
  for (let nth = 0; nth < 3; nth += 1) {
    await suite.passTime(29 * minute)
    expect(await levelOf(citizen)).toBe(1)
  }
  await suite.passTime(30 * minute + 2 * second)
  expect(await levelOf(citizen)).toBe(0)
  expect((await citizen.send(listCases, {})).body.code).toBe('NOT_SIGNED_IN')
})

test('a session ends after 12 hours, however busy it is', async () => {
  const citizen = await signedIn()
  for (let nth = 0; nth < 28; nth += 1) {
    await suite.passTime(25 * minute)
    expect(await levelOf(citizen)).toBe(1)
  }
  await suite.passTime(20 * minute + 2 * second)
  expect(await levelOf(citizen)).toBe(0)
})

test('signing out kills the session for every copy of its cookie, and only this one', async () => {
  const mobile = newPhone()
  const citizen = await signedIn(mobile)
  await suite.passTime(2 * minute)
  const elsewhere = await signedIn(mobile)
  const copy = copyOf(citizen)
  expect(await levelOf(copy)).toBe(1)
  await citizen.call(signOut, {})
  expect(citizen.cookie).toBe('')
  expect(await levelOf(copy)).toBe(0)
  expect((await copy.send(verifyIdentity, { name: 'x', idNumber: 'x' })).body.code).toBe('NOT_SIGNED_IN')
  expect(await levelOf(elsewhere)).toBe(1)
})

test('signing in anew ends the session this browser held', async () => {
  const citizen = await signedIn()
  const copy = copyOf(citizen)
  await citizen.signIn(newPhone())
  expect(citizen.cookie).not.toBe(copy.cookie)
  expect(await levelOf(citizen)).toBe(1)
  expect(await levelOf(copy)).toBe(0)
})

test('a cookie that a browser brings along never becomes a session', async () => {
  const citizen = suite.citizen()
  const brought = `tongban_session=${'a'.repeat(64)}`
  citizen.cookie = brought
  expect(await levelOf(citizen)).toBe(0)
  await citizen.signIn(newPhone())
  expect(citizen.cookie).not.toBe(brought)
  expect(await levelOf(Object.assign(suite.citizen(), { cookie: brought }))).toBe(0)
})

test('the token of a session is stored nowhere', async () => {
  const citizen = await signedIn()
  const token = citizen.cookie.split('=')[1] ?? ''
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  const canaries = [
    { what: 'session token', value: token },
    { what: 'CSRF token', value: citizen.csrfToken },
  ]
  expect(await findLeaksInDatabase(suite.settings.DATABASE_URL, canaries)).toEqual([])
})

/** Name, value and flags of the one cookie an answer sets. */
const cookieOf = (headers: Headers): { name: string; value: string; flags: string[] } => {
  const all = headers.getSetCookie()
  expect(all).toHaveLength(1)
  const [pair = '', ...flags] = (all[0] ?? '').split('; ')
  const [name = '', value = ''] = pair.split('=')
  return { name, value, flags: flags.map(flag => flag.toLowerCase()).sort() }
}

async function signInAndOut(): Promise<{ begun: Headers; ended: Headers }> {
  const citizen = suite.citizen()
  const mobile = newPhone()
  await citizen.call(requestCode, { mobile })
  const code = await suite.until('the code', () => newestCode(suite, mobile))
  const begun = await citizen.send(signIn, { mobile, code })
  expect(begun.status).toBe(200)
  return { begun: begun.headers, ended: (await citizen.send(signOut, {})).headers }
}

test('the cookie stays with this site, this path and away from scripts; over https it is Secure', async () => {
  const plain = await signInAndOut()
  const begun = cookieOf(plain.begun)
  expect(begun.flags).toEqual(['httponly', `path=${basePath}`, 'samesite=lax'])
  const ended = cookieOf(plain.ended)
  expect([ended.name, ended.value]).toEqual([begun.name, ''])
  expect(ended.flags).toEqual(['expires=thu, 01 jan 1970 00:00:00 gmt', ...begun.flags])
  expect(plain.begun.get('strict-transport-security')).toBeNull()

  // TLS ends at the proxy before us, also at one that says nothing about it.
  await suite.restart({ PUBLIC_URL: `https://city.example${basePath}` })
  const behindTls = await signInAndOut()
  expect(cookieOf(behindTls.begun).flags).toEqual([...begun.flags, 'secure'])
  expect(cookieOf(behindTls.ended).flags).toContain('secure')
  expect(behindTls.begun.get('strict-transport-security')).toMatch(/max-age=31536000/)
  await suite.restart({ PUBLIC_URL: suite.url })
})

describe('a number that was handed on', () => {
  const number = newPhone()
  let before: Citizen
  let after: Citizen
  let caseNumber: string
  const texts = (): Promise<string[]> => textsOf(suite, number)

  beforeAll(async () => {
    before = suite.citizen()
    await before.become({ ...people.lin, mobile: number })
    caseNumber = (await submitFiling(before)).caseNumber
    await suite.until('the SMS about the case', async () =>
      (await texts()).some(text => text.includes(caseNumber)),
    )
    await suite.passTime(2 * minute)
    after = await signedIn(number)
  })

  test('shows its new holder nothing at L1', async () => {
    const session = await after.call(readSession, {})
    expect(session).toMatchObject({ level: 1, maskedName: null })
    for (const answer of [
      await after.send(listCases, {}),
      await after.send(readCase, { caseNumber }),
      await after.send(listMessages, {}),
      await after.send(readDraft, { itemCode: filing }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'LEVEL_TOO_LOW'])
    }
  })

  test('shows its new holder only what is theirs at L2', async () => {
    await after.call(verifyIdentity, { name: people.chen.name, idNumber: people.chen.idNumber })
    expect((await after.call(readSession, {})).maskedName).toBe('**鸣')
    expect((await after.call(listCases, {})).cases).toEqual([])
    expect((await after.call(listMessages, {})).messages).toEqual([])
    expect((await after.send(readCase, { caseNumber })).body.code).toBe('CASE_NOT_FOUND')
    expect((await after.call(readDraft, { itemCode: filing })).version).toBe(0)
  })

  test('gets no more SMS about its earlier holder, who reads on in the inbox and with another number', async () => {
    const heard = (await texts()).length
    await before.call(withdrawCase, { caseNumber })
    await suite.until('the message in the inbox', async () => {
      const { messages } = await before.call(listMessages, {})
      return messages.some(message => message.title.includes('撤回'))
    })
    await suite.server.runner.runDue()
    expect(await texts()).toHaveLength(heard)

    const next = newPhone()
    await suite.citizen().become({ ...people.lin, mobile: next })
    const again = await submitFiling(before)
    await suite.until('the SMS at the new number', async () =>
      (await textsOf(suite, next)).some(text => text.includes(again.caseNumber)),
    )
    expect((await texts()).some(text => text.includes(again.caseNumber))).toBe(false)
  })
})

test('a session reads the same after a restart and ends with its time all the same', async () => {
  const citizen = await signedIn()
  await suite.restart()
  expect(await levelOf(citizen)).toBe(1)
  await suite.passTime(13 * hour)
  expect(await levelOf(citizen)).toBe(0)
})
