import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRef,
  PDFStream,
  type PDFObject,
} from '@cantoo/pdf-lib'
import type { CleanFile } from './clean-file'
import { refuseFile, type FileFault } from './refuse-file'

const pageLimit = 50
const names = (...all: string[]): ReadonlySet<PDFName> => new Set(all.map(each => PDFName.of(each)))
const key = (name: string): PDFName => PDFName.of(name)

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
const attachmentKeys = names('EmbeddedFiles', 'EmbeddedFile', 'EF', 'RichMediaContent', 'RichMediaSettings')
const attachmentTypes = names('EmbeddedFile', 'FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D')
/** Say who made the file, with what and when, or hide a program's private data. */
const tellTales = ['Metadata', 'PieceInfo', 'LastModified', 'AF'].map(key)

/**
 * Reads a PDF and writes it anew from what its pages reach: metadata, earlier versions, unreachable objects and bytes
 * outside of it are gone. Links to the outside lose their target.
 * @throws Problem FILE_REFUSED for anything that acts, hides files, is protected, or cannot be read
 */
export async function cleanPdf(bytes: Buffer): Promise<CleanFile> {
  const document = await load(bytes)
  const fault = findFault(document)
  if (fault) throw refuseFile(fault)
  try {
    strip(document)
    const saved = await document.save({ rewrite: true, addDefaultPage: false, updateFieldAppearances: false })
    return { bytes: Buffer.from(saved), mime: 'application/pdf' }
  } catch (cause) {
    throw refuseFile('pdfBroken', cause)
  }
}

async function load(bytes: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
      preserveXFA: true,
    })
  } catch (cause) {
    throw refuseFile(cause instanceof EncryptedPDFError ? 'pdfEncrypted' : 'pdfBroken', cause)
  }
}

function findFault(document: PDFDocument): FileFault | null {
  if (document.isEncrypted || document.context.trailerInfo.Encrypt) return 'pdfEncrypted'
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    for (const dict of dictsWithin(object)) {
      const fault = faultOf(dict)
      if (fault) return fault
    }
  }
  const opening = document.catalog.lookup(key('OpenAction'))
  // Most writers say "open at the top of page one" here; that is no action, and is dropped later.
  if (opening instanceof PDFDict && opening.lookup(key('S')) !== key('GoTo')) return 'pdfActive'
  try {
    const pages = document.getPageCount()
    return pages === 0 ? 'pdfNoPage' : pages > pageLimit ? 'pdfTooLong' : null
  } catch {
    return 'pdfBroken'
  }
}

function faultOf(dict: PDFDict): FileFault | null {
  for (const name of dict.keys()) {
    if (activeKeys.has(name)) return 'pdfActive'
    if (attachmentKeys.has(name)) return 'pdfAttachment'
  }
  const named = (name: string): PDFName | null => {
    const value = dict.lookup(key(name))
    return value instanceof PDFName ? value : null
  }
  const action = named('S')
  if (action && activeActions.has(action)) return 'pdfActive'
  const types = [named('Type'), named('Subtype')]
  return types.some(type => type && attachmentTypes.has(type)) ? 'pdfAttachment' : null
}

/** Every dictionary inside one object, without following references. */
function* dictsWithin(object: PDFObject): Generator<PDFDict> {
  const waiting: PDFObject[] = [object]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next instanceof PDFStream) waiting.push(next.dict)
    else if (next instanceof PDFArray) waiting.push(...next.asArray())
    else if (next instanceof PDFDict) {
      yield next
      waiting.push(...next.values())
    }
  }
}

function strip(document: PDFDocument): void {
  const { context, catalog } = document
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  catalog.delete(key('OpenAction'))
  for (const [, object] of context.enumerateIndirectObjects()) {
    for (const dict of dictsWithin(object)) {
      for (const name of tellTales) dict.delete(name)
      const action = dict.lookup(key('A'))
      if (action instanceof PDFDict && action.lookup(key('S')) === key('URI')) dict.delete(key('A'))
    }
  }
  forgetUnreachable(document)
}

function forgetUnreachable({ context }: PDFDocument): void {
  const reached = new Set<PDFRef>()
  const waiting: PDFObject[] = context.trailerInfo.Root ? [context.trailerInfo.Root] : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next instanceof PDFRef) {
      if (reached.has(next)) continue
      reached.add(next)
      const target = context.lookup(next)
      if (target) waiting.push(target)
    } else if (next instanceof PDFStream) waiting.push(next.dict)
    else if (next instanceof PDFArray) waiting.push(...next.asArray())
    else if (next instanceof PDFDict) waiting.push(...next.values())
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
}
