import { createHash } from 'node:crypto'
import type { Material } from '../department/application'
import type { Reply } from '../http/serve'
import { signedHeaders } from '../signing/signature'
import type { ClientApp } from '../world/apps'
import { securityHeaders } from './html'

export class MaterialUnavailable extends Error {}

const patienceMs = 15_000
const shownInPlace = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']

/** Fetches a material from its signed address and hands it on. Throws MaterialUnavailable with a sentence for people. */
export const openMaterial = async (app: ClientApp, { url, mime, name, sha256 }: Material): Promise<Reply> => {
  const fetched = await fetch(url, {
    headers: signedHeaders(app, 'GET', url),
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((cause: unknown) => {
    throw new MaterialUnavailable('取不到材料：连不上材料所在的系统。', { cause })
  })
  if (!fetched.ok) throw new MaterialUnavailable(`取不到材料：对方回答 HTTP ${fetched.status}。`)
  const body = Buffer.from(
    await fetched.arrayBuffer().catch((cause: unknown) => {
      throw new MaterialUnavailable('取不到材料：传输中断。', { cause })
    }),
  )
  if (createHash('sha256').update(body).digest('hex') !== sha256) {
    throw new MaterialUnavailable('材料与收件时的摘要不一致，不予打开。')
  }
  const isShown = shownInPlace.includes(mime)
  return {
    status: 200,
    headers: {
      ...securityHeaders,
      'content-type': !isShown
        ? 'application/octet-stream'
        : mime === 'text/plain'
          ? 'text/plain; charset=utf-8'
          : mime,
      'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${fileName(name)}`,
    },
    body,
  }
}

const fileName = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, '_')
