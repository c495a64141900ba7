import { connect } from 'node:net'
import { jpeg } from './test/hostile-images'
import { pdf } from './test/hostile-pdfs'
import { answered, itemCode, openRoom, upload, type Room } from './test/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const boundary = 'edge'
const field = (name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const filePart = (name: string, content: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n${content}\r\n`
const end = `--${boundary}--\r\n`
const needed = field('itemCode', itemCode) + field('kind', 'proof')

const post = async (body: string | Buffer, type = `multipart/form-data; boundary=${boundary}`) =>
  answered(
    await room.app.as(room.person())('/api/materials', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: Buffer.from(body),
    }),
  )

test.each([
  ['ten thousand fields', Array.from({ length: 10_000 }, (_, nth) => field(`f${nth}`, 'x')).join('') + end],
  ['ten thousand files', needed + filePart('file', 'x').repeat(10_000) + end],
  ['two files', needed + filePart('file', 'x') + filePart('file', 'y') + end],
  ['no file', needed + end],
  ['a file under another name', needed + filePart('other', 'x') + end],
  ['the file as a field', needed + field('file', 'x') + end],
  ['a field nobody asked for', needed + field('caseId', 'x') + filePart('file', 'x') + end],
  [
    'a field that reaches for the prototype',
    needed + field('__proto__', '{"admin":true}') + field('constructor', 'x') + end,
  ],
  ['no item', field('kind', 'proof') + filePart('file', 'x') + end],
  ['no end', needed + filePart('file', 'x')],
  ['a huge field', field('itemCode', 'x'.repeat(100_000)) + end],
  ['a part with endless headers', `--${boundary}\r\n${'X-A: b\r\n'.repeat(50_000)}\r\nx\r\n${end}`],
  ['nothing', ''],
  ['noise', Buffer.alloc(50_000, '\r\n--edge')],
])('a form with %s is refused as invalid', async (_, body) => {
  const { status, body: problem } = await post(body)
  expect({ status, code: problem.code }).toEqual({ status: 400, code: 'INPUT_INVALID' })
})

test.each([['application/json'], ['text/plain'], ['application/octet-stream'], ['image/jpeg']])(
  'a body of type %s is not a form',
  async type => {
    const { status, body } = await post(needed + end, type)
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'TYPE_NOT_SUPPORTED' })
  },
)

test('a form without a boundary is refused', async () => {
  expect((await post(needed + end, 'multipart/form-data')).status).toBe(400)
})

test('an upload broken off half-way leaves nothing and harms nobody', async () => {
  const { hostname, port } = new URL(room.app.url)
  const socket = connect(Number(port), hostname)
  const head = `POST /api/materials HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n\r\n`
  await new Promise<void>(resolve => socket.write(head + needed, () => resolve()))
  await new Promise<void>(resolve => socket.once('close', () => resolve()).destroy())
  expect((await upload(room.app.as(room.person()), { bytes: await jpeg() })).status).toBe(200)
})

test.each([
  ['an unknown item', { itemCode: 'XX-XX-999' }, '没有找到这个事项'],
  ['a material the item does not ask for', { kind: 'passport' }, '不需要这份材料'],
  ['a material named like a built-in', { kind: 'constructor' }, '不需要这份材料'],
  ['a photo where a PDF is asked for', { kind: 'paper' }, '只接收 PDF'],
])('%s is refused', async (_, change, words) => {
  const { status, body } = await upload(room.app.as(room.person()), { bytes: await jpeg(), ...change })
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'FILE_REFUSED' })
  expect(body.message).toContain(words)
})

test('a PDF where a photo is asked for is refused', async () => {
  const { status, body } = await upload(room.app.as(room.person()), {
    bytes: await pdf(),
    kind: 'photo',
    name: 'photo.jpg',
  })
  expect(status).toBe(422)
  expect(body.message).toContain('只接收图片')
})

test('no form made the server stumble', () => {
  expect(room.app.logs).toEqual([])
})
