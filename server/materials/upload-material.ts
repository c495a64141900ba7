import { randomBytes } from 'node:crypto'
import { uploadMaterial } from '@shared/materials/contract'
import { Problem } from '@shared/problem'
import { serve } from '../http'
import type { Limit } from '../limits'
import { cleanFile } from './clean-file'
import { safeFileName } from './file-name'
import { refuseFile } from './refuse-file'
import type { MaterialServices } from './services'

const perHour: Limit = { name: 'upload-person-hour', max: 60, windowMs: 3600_000 }
const dayMs = 24 * 3600_000
/** 200 MiB stored per person in any 24 hours. */
const dailyBytes = 200 * 1024 * 1024

/**
 * Takes one file for one material of one item: 60 tries an hour, 200 MiB a day. The content is durable before the row
 * exists; a content whose row never came is swept away later.
 */
export const serveUploadMaterial = (services: MaterialServices) =>
  serve(uploadMaterial, async ({ input, file, person, now, once }) => {
    const { limits, materials, catalogue } = services
    const item = catalogue.find(input.itemCode)
    if (!item) throw refuseFile('unknownItem')
    const wanted = item.definition.materials.find(material => material.key === input.kind)
    if (!wanted) throw refuseFile('unknownKind')
    if (!file)
      throw new Problem('INPUT_INVALID', { fields: [{ path: 'file', message: '请选择要上传的文件。' }] })

    const spent = await limits.spend(perHour, person.id)
    if (!spent.allowed) throw new Problem('TOO_MANY_TRIES', { retryAfterS: spent.retryAfterS })
    const stored = await materials.bytesSince(person.id, new Date(now.getTime() - dayMs))
    if (stored + file.bytes.length > dailyBytes) {
      throw new Problem('TOO_MANY_TRIES', { message: '今天上传的材料已达到上限，请明天再传。' })
    }

    const clean = await cleanFile(file.bytes, wanted.accept)
    const id = randomBytes(16).toString('hex')
    const material = {
      id,
      kind: input.kind,
      fileName: safeFileName(file.fileName, clean.mime),
      mime: clean.mime,
      sizeBytes: clean.bytes.length,
    }
    await materials.keepContent(id, clean.bytes)
    const answer = await once(async (tx, record) => {
      await materials.add(tx, person.id, input.itemCode, material)
      record({
        actor: { kind: 'person', id: person.id },
        action: 'material.uploaded',
        object: { kind: 'material', id },
        detail: { item: input.itemCode, kind: input.kind, mime: clean.mime, bytes: clean.bytes.length },
      })
      return material
    })
    // The answer of an earlier, equal request: our content has no row. After an error the outcome may be unknown, so
    // there only the sweep decides.
    if (answer.id !== id) await materials.dropContent(id)
    return answer
  })
