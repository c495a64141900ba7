import type { FormValues } from '@shared/cases/contract'
import type { ItemDefinition } from '@shared/catalogue/item'
import { addDays } from '@shared/formats/day'
import { runs } from '@shared/formats/random-check'
import { requiredCount } from '@shared/forms'
import fc from 'fast-check'
import { askedMaterials, checkApplication, type Checked } from '../cases/check-application'
import { prefill, sourcesOf } from '../cases/prefill'
import { people, type DemoPerson } from '../test/citizen'
import { loadPlace } from './load-place'
import { filledForms } from './test/filled-forms'
import { openRegisters, type Registers } from './test/registers'

const place = loadPlace('config/places/demo')
const items = place.items.map(({ definition }) => definition)
const byCode = new Map(items.map(item => [item.code, item]))
const itemOf = (code: string): ItemDefinition => {
  const item = byCode.get(code)
  if (!item) throw new Error(`no item ${code}`)
  return item
}
/** A Wednesday; registers of the demo are written for the end of 2026. */
const today = '2026-11-25'

const everybody: DemoPerson[] = Object.values(people)

let registers: Registers
beforeAll(async () => {
  registers = await openRegisters(place)
})
afterAll(() => registers.close())

/** Hands in `given` over what the registers know, with one file for every material that is asked for. */
async function handIn(item: ItemDefinition, person: DemoPerson, given: FormValues): Promise<Checked> {
  const gathered = await registers.facts.gather(person.idNumber, person.idNumber, sourcesOf(item))
  expect(gathered.silent).toEqual([])
  const known = prefill(item, gathered, source => source)
  const values = { ...given, ...known.values }
  for (const { options } of Object.values(known.prefilled)) {
    const chosen = options?.find(({ values: each }) => each['plate'] === given['plate']) ?? options?.[0]
    Object.assign(values, chosen?.values)
  }
  const asked = askedMaterials(item, values).map(({ key }) => [key, ['0'.repeat(32)]])
  const content = { values, materials: Object.fromEntries(asked) as Record<string, string[]> }
  const applicant = { personId: person.idNumber, ...person }
  return checkApplication(item, content, { applicant, gathered, today })
}

const refusalsOf = ({ rules }: Checked): string[] =>
  rules.filter(({ effect }) => effect === 'refuse').map(({ ruleId }) => ruleId)

test('the demo city offers items of every department, the most wanted in one clear order', () => {
  expect(items.length).toBeGreaterThanOrEqual(12)
  expect(new Set(items.map(({ department }) => department))).toEqual(new Set(place.departments.keys()))
  const ranks = items.flatMap(({ hotRank }) => hotRank ?? []).sort((a, b) => a - b)
  expect(ranks).toEqual(ranks.map((_, at) => at + 1))
})

describe.each(items.map(item => [`${item.code} ${item.name}`, item] as const))('%s', (_, item) => {
  test('never asks for more than eight things', () => {
    const asks = (values: FormValues): number =>
      requiredCount(item.form, values, { today }) +
      askedMaterials(item, values).filter(({ required }) => required).length
    expect(asks({})).toBeLessThanOrEqual(8)
    fc.assert(
      fc.property(filledForms(item, today), values => asks(values) <= 8),
      runs(60),
    )
  })

  test('every rule names its article, the fields it is about and the mend', () => {
    for (const { mend, article, fields } of item.rules) {
      expect(mend).toBeDefined()
      expect(article).toMatch(/^《.+》第.+条$/)
      expect(fields).not.toEqual([])
    }
  })

  test('whatever its own fields allow is complete: after that only a rule may refuse', () =>
    fc.assert(
      fc.asyncProperty(filledForms(item, today), fc.constantFrom(...everybody), async (values, person) => {
        expect((await handIn(item, person, values)).findings).toEqual([])
      }),
      runs(40),
    ))

  test('can be completed by somebody the registers know', async () => {
    const { seed = Date.now() } = runs(1)
    for (const values of fc.sample(filledForms(item, today), { seed, numRuns: 300 })) {
      for (const person of everybody) {
        const { findings, rules } = await handIn(item, person, values)
        const stands = rules.some(({ effect, undecided }) => effect === 'refuse' || undecided)
        if (findings.length === 0 && !stands) return
      }
    }
    throw new Error(`nobody could complete ${item.code}; SEED=${seed} plays it again`)
  })
})

describe('what a rule says no to', () => {
  const abroad: FormValues = { kind: 'temporary', destinationRegion: '310000', startOn: today }
  const pass: FormValues = {
    plate: '云Z12345',
    startOn: today,
    endOn: addDays(today, 6),
    fromTime: '09:00',
    toTime: '17:00',
    roads: ['centre', 'ring'],
    truthful: true,
  }
  const account: FormValues = { bankCardNo: '6222020000000000000', bankName: '中国工商银行' }

  test.each<[string, string, keyof typeof people, FormValues, string[]]>([
    ['a place that is not home', 'YT-YB-001', 'lin', abroad, []],
    [
      'the place where one is insured',
      'YT-YB-001',
      'lin',
      { ...abroad, destinationRegion: '990100' },
      ['destination-is-insured-region'],
    ],
    [
      'a residence permit that ran out yesterday',
      'YT-YB-001',
      'lin',
      { ...abroad, kind: 'residing', residencePermitValidTo: addDays(today, -1) },
      ['residence-permit-expired'],
    ],
    [
      'a residence permit that ends today still counts',
      'YT-YB-001',
      'lin',
      { ...abroad, kind: 'residing', residencePermitValidTo: today },
      [],
    ],
    ['a truck between the rush hours', 'YT-CL-001', 'zhao', pass, []],
    ['a new energy plate of eight characters', 'YT-CL-001', 'zhao', { ...pass, plate: '云ZD12345' }, []],
    [
      'a truck whose licence ran out',
      'YT-CL-001',
      'zhao',
      { ...pass, plate: '云Z54321' },
      ['licence-expired'],
    ],
    [
      'a trailer with its truck',
      'YT-CL-001',
      'zhao',
      { ...pass, plate: '云Z1234挂', tractorPlate: '云Z12345' },
      [],
    ],
    [
      'a trailer pulled by a trailer',
      'YT-CL-001',
      'zhao',
      { ...pass, plate: '云Z1234挂', tractorPlate: '云Z1234挂' },
      ['tractor-is-a-trailer'],
    ],
    ['the morning rush', 'YT-CL-001', 'zhao', { ...pass, fromTime: '08:00' }, ['peak-hours']],
    ['the evening rush', 'YT-CL-001', 'zhao', { ...pass, toTime: '18:00' }, ['peak-hours']],
    [
      'a night that runs into the morning rush',
      'YT-CL-001',
      'zhao',
      { ...pass, fromTime: '22:00', toTime: '08:00' },
      ['peak-hours'],
    ],
    ['a night', 'YT-CL-001', 'zhao', { ...pass, fromTime: '19:00', toTime: '07:00' }, []],
    [
      'the rush on a road that is free',
      'YT-CL-001',
      'zhao',
      { ...pass, fromTime: '07:00', roads: ['ring'] },
      [],
    ],
    ['more than thirty days', 'YT-CL-001', 'zhao', { ...pass, endOn: addDays(today, 30) }, ['pass-too-long']],
    [
      'an end before the start',
      'YT-CL-001',
      'zhao',
      { ...pass, startOn: addDays(today, 7) },
      ['days-in-order'],
    ],
    ['an allowance at seventy-five', 'YT-MZ-002', 'wang', account, []],
    ['an allowance at thirty-six', 'YT-MZ-002', 'lin', account, ['not-yet-seventy']],
    [
      'a second marriage',
      'YT-MZ-001',
      'lin',
      {
        kind: 'marry',
        partnerIdNumber: '990102200101010034',
        office: '990102',
        visitOn: '2026-11-26',
        half: 'morning',
      },
      ['already-married'],
    ],
    ['a renewal of the residence permit', 'YT-GA-001', 'ayi', { moved: false, basis: 'work' }, []],
  ])('%s', async (_, code, who, given, refused) => {
    const checked = await handIn(itemOf(code), people[who], given)
    expect({ findings: checked.findings, refused: refusalsOf(checked) }).toEqual({ findings: [], refused })
  })

  test('a trailer without a truck is asked for the truck', async () => {
    const { findings } = await handIn(itemOf('YT-CL-001'), people.zhao, { ...pass, plate: '云Z1234挂' })
    expect(findings.map(({ path }) => path)).toEqual(['tractorPlate'])
  })
})
