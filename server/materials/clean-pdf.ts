import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CleanFile } from './clean-file'
import { refuseFile } from './refuse-file'
import type { Rewritten } from './rewrite-pdf'

const deadlineMs = 20_000

/**
 * Reads a PDF and writes it anew, in a thread of its own: a file built to keep a reader busy or to swell costs that
 * thread its life and nobody else anything.
 * @throws Problem FILE_REFUSED for anything that acts, hides files, is protected, too long, or cannot be read
 */
export async function cleanPdf(bytes: Buffer): Promise<CleanFile> {
  const rewritten = await inThread(bytes)
  if ('fault' in rewritten) throw refuseFile(rewritten.fault)
  return { bytes: Buffer.from(rewritten.bytes), mime: 'application/pdf' }
}

function inThread(bytes: Buffer): Promise<Rewritten> {
  const thread = new Worker(path.join(__dirname, 'pdf-thread.ts'), {
    workerData: bytes,
    execArgv: ['--require', require.resolve('tsx/cjs')],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return new Promise<Rewritten>((resolve, reject) => {
    const deadline = setTimeout(() => resolve({ fault: 'pdfTooComplex' }), deadlineMs)
    thread.once('message', resolve)
    thread.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ fault: 'pdfTooComplex' })
      else reject(error)
    })
    thread.once('exit', () => {
      clearTimeout(deadline)
      reject(new Error('the PDF thread ended without an answer'))
    })
  }).finally(() => thread.terminate())
}
