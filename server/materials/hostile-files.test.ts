import { decodePDFRawStream, PDFDocument, PDFRawStream } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { hostileFiles, type HostileFile } from './test/hostile-files'
import { gpsJpeg, hostileImages, jpeg, photo } from './test/hostile-images'
import { hostilePdfs } from './test/hostile-pdfs'
import { download, openRoom, upload, type Room } from './test/room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const all: HostileFile[] = [...hostileFiles, ...hostileImages, ...hostilePdfs]
const files = (named: (file: HostileFile) => boolean) =>
  all.filter(named).map((file): [string, HostileFile] => [file.is, file])

test('more than forty hostile files are tried', () => {
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter(file => file.refused === undefined && file.gone === undefined)).toEqual([])
})

test.each(files(file => file.refused !== undefined))(
  '%s is refused, and the refusal says what to do',
  async (_, file) => {
    const visitor = room.app.as(room.person())
    const { status, body } = await upload(visitor, { ...file, bytes: await file.make() })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'FILE_REFUSED' })
    expect(body.message).toContain(file.refused)
    expect(body.message).toMatch(/请/)
    expect(body.fields).toEqual([{ path: 'file', message: body.message }])
  },
)

test.each(files(file => file.gone !== undefined))('%s comes out harmless', async (_, file) => {
  const visitor = room.app.as(room.person())
  const given = await file.make()
  const { status, body } = await upload(visitor, { ...file, bytes: given })
  expect({ status, code: body.code }).toEqual({ status: 200, code: undefined })
  const { bytes, headers } = await download(visitor, body.id)
  const clear = body.mime === 'application/pdf' ? await unfolded(bytes) : bytes
  for (const mark of file.gone ?? [])
    expect({ mark, at: clear.indexOf(mark, 0, 'latin1') }).toEqual({ mark, at: -1 })
  expect(body.sizeBytes).toBe(bytes.length)
  expect(body.fileName).toMatch(body.mime === 'application/pdf' ? /^[^./\\]+\.pdf$/ : /^[^./\\]+\.(jpg|png)$/)
  expect(body.fileName).not.toMatch(/\p{C}/u)
  expect(headers.get('content-type')).toBe(body.mime)
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain('sandbox')
})

test('a photo loses its place and keeps its picture', async () => {
  const given = await gpsJpeg()
  expect((await sharp(given).metadata()).exif).toBeDefined()
  expect(given.includes('CANARY-CAMERA')).toBe(true)
  const visitor = room.app.as(room.person())
  const { body } = await upload(visitor, { bytes: given })
  const { bytes } = await download(visitor, body.id)
  const kept = await sharp(bytes).metadata()
  expect({ exif: kept.exif, xmp: kept.xmp, icc: kept.icc, iptc: kept.iptc }).toEqual({})
  const { dominant } = await sharp(bytes).stats()
  expect(Math.abs(dominant.r - 0x33)).toBeLessThan(20)
})

test('a photo taken sideways is turned upright, a large one made smaller', async () => {
  const visitor = room.app.as(room.person())
  const sideways = await photo(4000, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { body } = await upload(visitor, { bytes: sideways })
  const { width, height, orientation } = await sharp((await download(visitor, body.id)).bytes).metadata()
  expect({ width, height, orientation }).toEqual({ width: 750, height: 3000, orientation: undefined })
})

test('a file over 10 MiB is too large, by one byte or by far', async () => {
  const visitor = room.app.as(room.person())
  for (const size of [10 * 1024 * 1024 + 1, 12 * 1024 * 1024]) {
    const { status, body } = await upload(visitor, { bytes: Buffer.concat([await jpeg()], size) })
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'FILE_TOO_LARGE' })
  }
})

test('an empty file is refused', async () => {
  const { status, body } = await upload(room.app.as(room.person()), { bytes: Buffer.alloc(0) })
  expect(status).toBe(422)
  expect(body.message).toContain('文件是空的')
})

test('nothing hostile made the server stumble', () => {
  expect(room.app.logs).toEqual([])
})

/** A PDF with its packed parts unpacked, so that a search can see them. */
async function unfolded(bytes: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const parts = document.context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      object instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(object).decode())
        : Buffer.from(String(object)),
    )
  return Buffer.concat([bytes, ...parts])
}
