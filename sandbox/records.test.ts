import { startSandbox, type Sandbox } from './index'
import { call, people, register, startBff, type App, type Bff } from './test/kit'

let sandbox: Sandbox
let bff: Bff
const apps: Record<string, App> = {}

beforeAll(async () => {
  sandbox = await startSandbox()
  bff = await startBff()
  for (const name of ['population', 'medicalInsurance', 'vehicle', 'general'] as const) {
    apps[name] = await register(sandbox.urls[name], bff)
  }
})
afterAll(() => Promise.all([sandbox.close(), bff.close()]))

const ask = (
  server: 'population' | 'medicalInsurance' | 'vehicle' | 'general',
  target: string,
  body: unknown,
) => call(apps[server] as App, sandbox.urls[server], target, body)

test.each([
  ['01', people.lin.name, people.lin.idNumber],
  ['01', people.lin.name, people.lin.idNumber.toLowerCase()],
  ['02', '林小雨', people.lin.idNumber],
  ['03', '林晓雨', '990102199003070039'],
])('the register answers %s for %s %s', async (result, name, idNumber) => {
  expect((await ask('population', '/v1/verify', { name, idNumber })).data).toEqual({ result })
})

test('the register knows a resident, her permit included, and answers null for a stranger', async () => {
  const { data } = await ask('population', '/v1/query/resident', { idNumber: people.aygul.idNumber })
  expect(data).toMatchObject({
    name: '阿依古丽·买买提',
    gender: '女',
    birthDate: '1995-08-22',
    regionCode: '990121',
    residencePermit: { validTo: '2026-12-31' },
  })
  const stranger = await ask('population', '/v1/query/resident', { idNumber: '990102199003070039' })
  expect(JSON.parse(stranger.text)).toEqual({ code: '0', message: '成功', data: null })
})

test('datasets answer with what is on record', async () => {
  const insurance = await ask('medicalInsurance', '/v1/query/insurance', { idNumber: people.lin.idNumber })
  expect(insurance.data).toEqual({
    insuredRegion: '990100',
    insuredRegionName: '云汀市',
    kind: '职工医保',
    status: '正常参保',
  })
  const vehicles = await ask('vehicle', '/v1/query/vehicles', { idNumber: people.zhao.idNumber })
  expect(vehicles.data['vehicles']).toMatchObject([
    { plate: '云Z12345', licenceValidTo: '2027-08-31' },
    { plate: '云ZD12345', licenceValidTo: '2028-05-31' },
    { plate: '云Z1234挂', licenceValidTo: '2027-03-31' },
    { plate: '云Z54321', licenceValidTo: '2026-06-30' },
  ])
  const company = await ask('general', '/d/market-regulation/v1/query/company', {
    idNumber: people.sun.idNumber,
  })
  expect(company.data['companies']).toMatchObject([{ role: '法定代表人' }])
})

test('no record is null, an unknown dataset is 4040, a missing number is 4001', async () => {
  const none = await ask('vehicle', '/v1/query/vehicles', { idNumber: people.lin.idNumber })
  expect(JSON.parse(none.text)).toMatchObject({ code: '0', data: null })
  expect((await ask('vehicle', '/v1/query/toString', { idNumber: people.lin.idNumber })).code).toBe('4040')
  expect((await ask('vehicle', '/v1/query/vehicles', {})).code).toBe('4001')
  expect((await ask('vehicle', '/v1/query/vehicles', { idNumber: '__proto__' })).text).toContain(
    '"data":null',
  )
})
