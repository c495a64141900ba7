import { parentPort, workerData } from 'node:worker_threads'
import { rewritePdf } from './rewrite-pdf'

void rewritePdf(workerData as Uint8Array).then(rewritten => parentPort?.postMessage(rewritten))
