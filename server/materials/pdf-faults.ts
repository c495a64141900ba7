import { PDFArray, PDFDict, PDFName, PDFStream, type PDFDocument, type PDFObject } from '@cantoo/pdf-lib'
import type { FileFault } from './refuse-file'

const pageLimit = 50

export const nameOf = (name: string): PDFName => PDFName.of(name)
const names = (...all: string[]): ReadonlySet<PDFName> => new Set(all.map(nameOf))

// ISO 32000-1: 12.6 actions, 12.7.8 XFA, 7.11.4 embedded files, 12.5.6 annotations, 13 multimedia.
const activeKeys = names('JS', 'JavaScript', 'AA', 'XFA')
const activeActions = names(
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
  'GoTo3DView',
  'RichMediaExecute',
)
const attachmentKeys = names('EmbeddedFiles', 'EF', 'RichMediaContent', 'RichMediaSettings')
const attachmentTypes = names('EmbeddedFile', 'FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D')

/** Why a PDF may not come in, or null. Looks at every object, reachable or not: nothing hides in a corner. */
export function findFault(document: PDFDocument): FileFault | null {
  const { context, catalog } = document
  if (document.isEncrypted || context.trailerInfo.Encrypt) return 'pdfEncrypted'
  for (const [, object] of context.enumerateIndirectObjects()) {
    for (const dict of dictsWithin(object)) {
      const fault = faultOf(dict)
      if (fault) return fault
    }
  }
  // Most writers say "open at the top of page one" here; that is no action, and is dropped later.
  const opening = catalog.lookup(nameOf('OpenAction'))
  if (opening instanceof PDFDict && opening.lookup(nameOf('S')) !== nameOf('GoTo')) return 'pdfActive'
  const pages = document.getPageCount()
  if (pages === 0) return 'pdfNoPage'
  return pages > pageLimit ? 'pdfTooLong' : null
}

function faultOf(dict: PDFDict): FileFault | null {
  for (const name of dict.keys()) {
    if (activeKeys.has(name)) return 'pdfActive'
    if (attachmentKeys.has(name)) return 'pdfAttachment'
  }
  const isOneOf = (among: ReadonlySet<PDFName>, name: string): boolean => {
    const value = dict.lookup(nameOf(name))
    return value instanceof PDFName && among.has(value)
  }
  if (isOneOf(activeActions, 'S')) return 'pdfActive'
  return isOneOf(attachmentTypes, 'Type') || isOneOf(attachmentTypes, 'Subtype') ? 'pdfAttachment' : null
}

/** Every dictionary inside one object, without following references. */
export function* dictsWithin(object: PDFObject): Generator<PDFDict> {
  const waiting = [object]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next instanceof PDFDict) yield next
    for (const part of partsOf(next)) waiting.push(part)
  }
}

/** What an object is directly made of; references count as themselves. */
export function partsOf(object: PDFObject): readonly PDFObject[] {
  if (object instanceof PDFStream) return [object.dict]
  if (object instanceof PDFArray) return object.asArray()
  return object instanceof PDFDict ? object.values() : []
}
