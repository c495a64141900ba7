import { Problem } from '@shared/problem'
import { materialLimitBytes } from '@shared/materials/contract'
import { cleanImage } from './clean-image'
import { cleanPdf } from './clean-pdf'
import { fileTypeOf } from './file-type'
import { createTurns } from './in-turn'
import { refuseFile } from './refuse-file'

/** What is kept of an upload. */
export interface CleanFile {
  bytes: Buffer
  mime: 'image/jpeg' | 'image/png' | 'application/pdf'
}

export type Accepted = 'image' | 'pdf'

// For the whole process, because the memory is.
const [imageTurn, pdfTurn] = [createTurns(), createTurns()]

/**
 * Makes a file from a stranger harmless, or refuses it. `accept` is what the material allows.
 * @throws Problem FILE_REFUSED, FILE_TOO_LARGE, BUSY
 */
export async function cleanFile(bytes: Buffer, accept: readonly Accepted[]): Promise<CleanFile> {
  if (bytes.length === 0) throw refuseFile('empty')
  if (bytes.length > materialLimitBytes) throw new Problem('FILE_TOO_LARGE')
  const type = fileTypeOf(bytes)
  if (!type) throw refuseFile('unknownType')
  const isPdf = type === 'pdf'
  if (isPdf && !accept.includes('pdf')) throw refuseFile('onlyImage')
  if (!isPdf && !accept.includes('image')) throw refuseFile('onlyPdf')
  const clean = isPdf ? await pdfTurn(() => cleanPdf(bytes)) : await imageTurn(() => cleanImage(bytes))
  if (clean.bytes.length > materialLimitBytes) throw new Problem('FILE_TOO_LARGE')
  return clean
}
