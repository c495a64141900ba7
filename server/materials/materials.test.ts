import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gpsJpeg, jpeg, photo, png } from './test/hostile-images'
import { pdf } from './test/hostile-pdfs'
import { download, openRoom, upload, type Room } from './test/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
const rowsOf = async (personId: string): Promise<number> => {
  const [row] = await room.database.read<{ n: number }>(
    'SELECT COUNT(*) AS n FROM materials WHERE person_id = ?',
    [personId],
  )
  return Number(row?.n)
}
const bind = (personId: string, ids: string[], caseId: string) =>
  room.database.transaction(tx => room.materials.bind(tx, personId, { proof: ids }, caseId))
const hex = (digit: string): string => digit.repeat(32)

test('a person sees what was kept of the upload, and gets it back', async () => {
  const visitor = room.app.as(room.person())
  const { status, body } = await upload(visitor, { bytes: await jpeg(), name: '身份证.jpeg' })
  expect(status).toBe(200)
  expect(body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    kind: 'proof',
    fileName: '身份证.jpg',
    mime: 'image/jpeg',
    sizeBytes: expect.any(Number) as number,
  })
  const { status: found, headers, bytes } = await download(visitor, body.id)
  expect([found, bytes.length]).toEqual([200, body.sizeBytes])
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('身份证.jpg')}`,
  )
  expect(headers.get('cache-control')).toBe('no-store')
})

test('PNG stays PNG, WebP becomes JPEG, PDF stays PDF', async () => {
  const visitor = room.app.as(room.person())
  const kept = async (bytes: Buffer) => (await upload(visitor, { bytes })).body.mime
  expect(await kept(await png())).toBe('image/png')
  expect(await kept(await photo().webp().toBuffer())).toBe('image/jpeg')
  expect(await kept(await pdf())).toBe('application/pdf')
})

test('somebody else’s material is indistinguishable from none', async () => {
  const { body } = await upload(room.app.as(room.person()), { bytes: await jpeg() })
  const other = room.app.as(room.person())
  const [theirs, none] = [await other(`/api/materials/${body.id}`), await other(`/api/materials/${hex('0')}`)]
  const said = async (response: Response) => ({ ...((await response.json()) as object), requestId: '' })
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect(await said(theirs)).toEqual(await said(none))
})

test('only a verified person uploads or reads', async () => {
  const { body } = await upload(room.app.as(room.person()), { bytes: await jpeg() })
  const [stranger, phoneOnly] = [room.app.stranger, room.app.as(room.person(), 1)]
  expect((await upload(stranger, { bytes: await jpeg() })).body.code).toBe('NOT_SIGNED_IN')
  expect((await upload(phoneOnly, { bytes: await jpeg() })).body.code).toBe('LEVEL_TOO_LOW')
  expect((await stranger(`/api/materials/${body.id}`)).status).toBe(401)
  expect((await phoneOnly(`/api/materials/${body.id}`)).status).toBe(403)
})

test.each(['..%2f..%2fetc%2fpasswd', 'x', 'A'.repeat(32), `${'0'.repeat(32)}%00`])(
  'an id like %s is refused',
  async id => {
    expect((await room.app.as(room.person())(`/api/materials/${id}`)).status).toBe(400)
  },
)

test('the same upload sent again, or twice at once, is one material', async () => {
  const personId = room.person()
  const visitor = room.app.as(personId)
  const [bytes, key] = [await gpsJpeg(), hex('k')]
  const before = filesIn(room.uploadsDir).length
  const answers = await Promise.all([
    upload(visitor, { bytes }, { key }),
    upload(visitor, { bytes }, { key }),
  ])
  answers.push(await upload(visitor, { bytes }, { key }))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await rowsOf(personId)).toBe(1)
  expect(filesIn(room.uploadsDir)).toHaveLength(before + 1)
})

test('another file under the same key is refused and leaves no row', async () => {
  const personId = room.person()
  const visitor = room.app.as(personId)
  const key = hex('j')
  await upload(visitor, { bytes: await jpeg() }, { key })
  const { status, body } = await upload(visitor, { bytes: await png() }, { key })
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'IDEMPOTENCY_KEY_REUSED' })
  expect(await rowsOf(personId)).toBe(1)
})

test('neither content nor name lies in clear in the folder or in the database', async () => {
  const personId = room.person()
  const bytes = await pdf(it => it.getPage(0).drawText('CANARY-CONTENT'))
  const { body } = await upload(room.app.as(personId), { bytes, name: '金丝雀CANARY.pdf' })
  const stored = filesIn(room.uploadsDir).filter(file => file.endsWith(body.id))
  expect(stored).toEqual([path.join(room.uploadsDir, body.id.slice(0, 2), body.id)])
  const rows = await room.database.read('SELECT * FROM materials WHERE id = ?', [body.id])
  const answers = await room.database.read('SELECT * FROM idempotent_answers', [])
  const databaseFiles = room.databaseUrl.startsWith('sqlite:')
    ? filesIn(path.dirname(room.databaseUrl.slice(7)))
    : []
  const places = [...filesIn(room.uploadsDir), ...databaseFiles].map(file => readFileSync(file))
  places.push(Buffer.from(JSON.stringify([rows, answers])))
  for (const mark of ['CANARY', '金丝雀', '%PDF-', '/Type', '\xff\xd8\xff', '\x89PNG']) {
    const encoding = mark.startsWith('金') ? 'utf8' : 'latin1'
    expect(places.filter(place => place.includes(Buffer.from(mark, encoding)))).toEqual([])
  }
})

test('a content moved to another id, or changed by one bit, does not open', async () => {
  const visitor = room.app.as(room.person())
  const [one, two] = [
    await upload(visitor, { bytes: await jpeg() }),
    await upload(visitor, { bytes: await png() }),
  ]
  const fileOf = (id: string): string => path.join(room.uploadsDir, id.slice(0, 2), id)
  writeFileSync(fileOf(one.body.id), readFileSync(fileOf(two.body.id)))
  await expect(room.materials.read(one.body.id)).rejects.toThrow()
  const changed = readFileSync(fileOf(two.body.id))
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  writeFileSync(fileOf(two.body.id), changed)
  await expect(room.materials.read(two.body.id)).rejects.toThrow()
})

test('a case takes a person’s uploads once; nobody else’s and no other case’s', async () => {
  const [mine, other] = [room.person(), room.person()]
  const visitor = room.app.as(mine)
  const ids = [
    await upload(visitor, { bytes: await jpeg() }),
    await upload(visitor, { bytes: await png() }),
  ].map(({ body }) => body.id)
  const foreign = (await upload(room.app.as(other), { bytes: await jpeg() })).body.id
  const incomplete = expect.objectContaining({ code: 'FORM_INCOMPLETE' }) as Error
  await expect(bind(mine, [...ids, foreign], hex('1'))).rejects.toEqual(incomplete)
  await expect(bind(mine, [...ids, hex('0')], hex('1'))).rejects.toEqual(incomplete)
  expect(await room.materials.ofCase(hex('1'))).toEqual([])
  await bind(mine, ids, hex('1'))
  await bind(mine, ids, hex('1'))
  await expect(bind(mine, ids.slice(0, 1), hex('2'))).rejects.toEqual(incomplete)
  const bound = await room.materials.ofCase(hex('1'))
  expect(bound.map(({ id }) => id).sort()).toEqual([...ids].sort())
  expect(bound.map(({ caseId }) => caseId)).toEqual([hex('1'), hex('1')])
})

test('two cases that reach for one upload at the same time: one gets it', async () => {
  const personId = room.person()
  const { id } = (await upload(room.app.as(personId), { bytes: await jpeg() })).body
  const outcomes = await Promise.allSettled([hex('3'), hex('4')].map(caseId => bind(personId, [id], caseId)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a department reads content with its owner and case; other rooms ask for a person’s by id', async () => {
  const personId = room.person()
  const { body } = await upload(room.app.as(personId), { bytes: await jpeg() })
  const found = await room.materials.read(body.id)
  expect(found).toMatchObject({ material: body, caseId: null, personId })
  expect(await room.materials.read(hex('0'))).toBeNull()
  const asked = [hex('0'), body.id, body.id]
  expect(await room.materials.ofPerson(personId, asked)).toEqual([{ ...body, caseId: null }])
  expect(await room.materials.ofPerson(room.person(), asked)).toEqual([])
})

test('no ids, no SQL; one statement to bind', async () => {
  const personId = room.person()
  const { id } = (await upload(room.app.as(personId), { bytes: await jpeg() })).body
  const statements: string[] = []
  const stop = room.database.onStatement(sql => statements.push(sql))
  await room.materials.ofPerson(personId, [])
  await room.database.transaction(async tx => {
    statements.length = 0
    await room.materials.bind(tx, personId, { proof: [] }, hex('5'))
    expect(statements).toEqual([])
    await room.materials.bind(tx, personId, { proof: [id] }, hex('5'))
    expect(statements).toHaveLength(1)
  })
  stop()
})

test('a material uploaded for one slot cannot be handed in as another', async () => {
  const personId = room.person()
  const { id } = (await upload(room.app.as(personId), { bytes: await jpeg() })).body
  const misplaced = room.database.transaction(tx =>
    room.materials.bind(tx, personId, { other: [id] }, hex('6')),
  )
  await expect(misplaced).rejects.toMatchObject({
    code: 'FORM_INCOMPLETE',
    fields: [{ path: 'materials.other' }],
  })
})

test('what a case already holds may be handed in again with it', async () => {
  const personId = room.person()
  const { id } = (await upload(room.app.as(personId), { bytes: await jpeg() })).body
  await bind(personId, [id], hex('7'))
  await bind(personId, [id], hex('7'))
  expect(await room.materials.ofCase(hex('7'))).toHaveLength(1)
})
