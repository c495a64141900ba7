import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { HostileFile } from './hostile-files'

export const photo = (width = 320, height = 240) =>
  sharp({ create: { width, height, channels: 3, background: '#3377aa' } })
export const jpeg = (): Promise<Buffer> => photo().jpeg().toBuffer()
export const png = (): Promise<Buffer> => photo().png().toBuffer()

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A grey picture of one bit a pixel: a few kilobytes that unfold to gigabytes. */
function bigPng(width: number, height: number, rows = height): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const pixels = deflateSync(Buffer.alloc(rows * (1 + Math.ceil(width / 8))))
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A true JPEG that claims another size. */
async function jpegClaiming(width: number, height: number): Promise<Buffer> {
  const bytes = await jpeg()
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

/** A JPEG with one more segment right behind its first marker. */
async function jpegWithSegment(marker: number, text: string): Promise<Buffer> {
  const bytes = await jpeg()
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(text.length + 2, 2)
  return Buffer.concat([bytes.subarray(0, 2), head, Buffer.from(text, 'latin1'), bytes.subarray(2)])
}

async function pngWithText(text: string): Promise<Buffer> {
  const bytes = await png()
  return Buffer.concat([
    bytes.subarray(0, 33),
    chunk('tEXt', Buffer.from(`Comment\0${text}`)),
    bytes.subarray(33),
  ])
}

export const gpsJpeg = (): Promise<Buffer> =>
  photo()
    .jpeg()
    .withExif({
      IFD0: { Make: 'CANARY-CAMERA', Artist: 'CANARY-ARTIST' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '39/1 54/1 27/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '116/1 23/1 17/1',
      },
    })
    .toBuffer()

async function animated(): Promise<Buffer> {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map(background =>
    sharp({ create: { width: 40, height: 40, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ delay: [100, 100, 100], loop: 0 })
    .toBuffer()
}

const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/">CANARY-XMP</x:xmpmeta>'
const php = '<?php system($_GET["CANARY"]); __HALT_COMPILER(); ?>'

export const hostileImages: HostileFile[] = [
  { is: 'a PNG of 30000 × 30000 pixels', make: () => bigPng(30_000, 30_000), refused: '尺寸太大' },
  {
    is: 'a PNG that claims 65535 × 65535 pixels',
    make: () => bigPng(65_535, 65_535, 1),
    refused: '尺寸太大',
  },
  { is: 'a PNG of 51 megapixels', make: () => bigPng(8_000, 6_400), refused: '尺寸太大' },
  {
    is: 'a JPEG that claims 65500 × 65500 pixels',
    make: () => jpegClaiming(65_500, 65_500),
    refused: '尺寸太大',
  },
  {
    is: 'a JPEG cut in half',
    make: async () => (await photo(900, 900).jpeg().toBuffer()).subarray(0, 3000),
    refused: '损坏',
  },
  { is: 'a PNG cut in half', make: async () => (await png()).subarray(0, 200), refused: '损坏' },
  {
    is: 'a WebP cut in half',
    make: async () => (await photo().webp().toBuffer()).subarray(0, 60),
    refused: '损坏',
  },
  { is: 'a PNG with no rows', make: () => bigPng(100, 100, 0), refused: '损坏' },
  {
    is: 'PHP behind the first bytes of a JPEG',
    make: () => Buffer.from(`\xff\xd8\xff\xe0${php}`, 'latin1'),
    refused: '损坏',
  },
  {
    is: 'a script behind the first bytes of a PNG',
    make: () => Buffer.from('\x89PNG\r\n\x1a\n<script>1</script>', 'latin1'),
    refused: '损坏',
  },
  {
    is: 'a RIFF that only says WEBP',
    make: () => Buffer.from('RIFF\x10\0\0\0WEBPVP8 junk', 'latin1'),
    refused: '损坏',
  },
  { is: 'a photo that tells where it was taken', make: gpsJpeg, gone: ['Exif', 'GPS', 'CANARY'] },
  { is: 'a photo with XMP', make: () => photo().jpeg().withXmp(xmp).toBuffer(), gone: ['xmpmeta', 'CANARY'] },
  {
    is: 'a photo with a colour profile',
    make: () => photo().withIccProfile('p3').jpeg().toBuffer(),
    gone: ['ICC_PROFILE'],
  },
  {
    is: 'a photo with PHP in its comment',
    make: () => jpegWithSegment(0xfe, php),
    gone: ['<?php', 'CANARY', '__HALT_COMPILER'],
  },
  {
    is: 'a photo with an unknown segment',
    make: () => jpegWithSegment(0xeb, php),
    gone: ['<?php', 'CANARY'],
  },
  {
    is: 'a PNG with a script in its text',
    make: () => pngWithText('<script>CANARY</script>'),
    gone: ['<script', 'CANARY'],
  },
  {
    is: 'a JPEG with a ZIP behind it',
    make: async () =>
      Buffer.concat([await jpeg(), Buffer.from('PK\x03\x04 CANARY.exe PK\x05\x06', 'latin1')]),
    gone: ['PK\x03\x04', 'CANARY'],
  },
  {
    is: 'a JPEG with a PHAR behind it',
    make: async () => Buffer.concat([await jpeg(), Buffer.from(`${php}\0\0\0GBMB`, 'latin1')]),
    gone: ['__HALT_COMPILER', 'GBMB'],
  },
  { is: 'a WebP with three frames', make: animated, gone: ['ANIM', 'ANMF'] },
  { is: 'a CMYK JPEG', make: () => photo().toColourspace('cmyk').jpeg().toBuffer(), gone: ['Adobe'] },
  { is: 'a photo under a double extension', make: jpeg, name: 'photo.php.jpg', gone: [] },
  { is: 'a photo that says it is a program', make: jpeg, name: 'photo.exe', gone: [] },
  { is: 'a photo with NUL and direction marks in its name', make: jpeg, name: 'a\0b\u202egpj.exe', gone: [] },
  { is: 'a photo whose name climbs out of its folder', make: jpeg, name: '../../../etc/passwd', gone: [] },
  { is: 'a photo declared as a web page', make: jpeg, mime: 'text/html', gone: [] },
  { is: 'a photo declared as a PDF', make: jpeg, name: 'photo.pdf', mime: 'application/pdf', gone: [] },
]
