import { randomBytes } from 'node:crypto'
import { jpeg } from './test/hostile-images'
import { openRoom, upload, type Room } from './test/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const hourMs = 3600_000

test('sixty uploads an hour, the refused ones counted too; the next hour begins anew', async () => {
  const visitor = room.app.as(room.person())
  const junk = { bytes: Buffer.from('junk') }
  for (let nth = 0; nth < 59; nth += 1) expect((await upload(visitor, junk)).status).toBe(422)
  expect((await upload(visitor, { bytes: await jpeg() })).status).toBe(200)
  const { status, body, headers } = await upload(visitor, { bytes: await jpeg() })
  expect({ status, code: body.code }).toEqual({ status: 429, code: 'TOO_MANY_TRIES' })
  expect(Number(headers.get('retry-after'))).toBe(body.retryAfterS)
  expect((await upload(room.app.as(room.person()), { bytes: await jpeg() })).status).toBe(200)
  room.clock.advance(hourMs)
  expect((await upload(visitor, { bytes: await jpeg() })).status).toBe(200)
})

test('200 MiB in any 24 hours', async () => {
  const personId = room.person()
  const visitor = room.app.as(personId)
  const stored = { kind: 'proof', fileName: 'a.pdf', mime: 'application/pdf', sizeBytes: 10 * 1024 * 1024 }
  await room.database.transaction(async tx => {
    for (let nth = 0; nth < 20; nth += 1) {
      await room.materials.add(tx, personId, 'YT-MI-001', { id: randomBytes(16).toString('hex'), ...stored })
    }
  })
  const { status, body } = await upload(visitor, { bytes: await jpeg() })
  expect({ status, message: body.message }).toEqual({
    status: 429,
    message: '今天上传的材料已达到上限，请明天再传。',
  })
  room.clock.advance(24 * hourMs)
  expect((await upload(visitor, { bytes: await jpeg() })).status).toBe(200)
})
