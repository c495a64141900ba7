import {
  decodePDFRawStream,
  EncryptedPDFError,
  PDFContext,
  PDFDocument,
  PDFRawStream,
  PDFRef,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { dictsWithin, findFault, nameOf, partsOf } from './pdf-faults'
import type { FileFault } from './refuse-file'

export type Rewritten = { bytes: Uint8Array } | { fault: FileFault }

/** Tell who made the file, with what and when, carry a program's private data, or lead out of the document. */
const dropped = ['Metadata', 'PieceInfo', 'LastModified', 'AF', 'URI'].map(nameOf)
/** More than any list of objects needs, less than a bomb wants. */
const decodedLimit = 64 * 1024 * 1024

/**
 * Writes a PDF anew from what its pages reach: metadata, earlier versions, unreachable objects and bytes outside of it
 * are gone; links keep their words and lose their target.
 */
export async function rewritePdf(bytes: Uint8Array): Promise<Rewritten> {
  const decoding = limitDecoding()
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      preserveXFA: true,
    })
    const fault = findFault(document)
    if (fault) return { fault }
    strip(document)
    return {
      bytes: await document.save({ rewrite: true, addDefaultPage: false, updateFieldAppearances: false }),
    }
  } catch (error) {
    // The reader answers whatever goes wrong inside an object with "invalid object": the reason is found beside it.
    if (decoding.stopped) return { fault: 'pdfTooComplex' }
    const isEncrypted = error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt')
    return { fault: isEncrypted ? 'pdfEncrypted' : 'pdfBroken' }
  }
}

function strip(document: PDFDocument): void {
  const { context, catalog } = document
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  catalog.delete(nameOf('OpenAction'))
  for (const [, object] of context.enumerateIndirectObjects()) {
    for (const dict of dictsWithin(object)) for (const name of dropped) dict.delete(name)
  }
  const reached = reachableFrom(context, context.trailerInfo.Root)
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
}

function reachableFrom(context: PDFContext, root: PDFObject | undefined): Set<PDFRef> {
  const reached = new Set<PDFRef>()
  const waiting = root ? [root] : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!(next instanceof PDFRef)) {
      for (const part of partsOf(next)) waiting.push(part)
    } else if (!reached.has(next)) {
      reached.add(next)
      const target = context.lookup(next)
      if (target) waiting.push(target)
    }
  }
  return reached
}

interface Growing {
  ensureBuffer(requested: number): Uint8Array
}

/** The library decodes without an end in sight; its decoders share one way to grow, and that is where we stop them. */
function limitDecoding(): { stopped: boolean } {
  const decoding = { stopped: false }
  const context = PDFContext.create()
  const decoder: unknown = decodePDFRawStream(
    PDFRawStream.of(context.obj({ Filter: 'ASCIIHexDecode' }), new Uint8Array()),
  )
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(decoder)) as Growing
  const grow = shared.ensureBuffer
  shared.ensureBuffer = function (requested) {
    if (requested <= decodedLimit) return grow.call(this, requested)
    decoding.stopped = true
    throw new RangeError('decodes to more than we read')
  }
  return decoding
}
