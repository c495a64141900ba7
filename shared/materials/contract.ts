import * as z from 'zod/mini'
import { endpoint, personAt } from '../endpoint'

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/))

/** One uploaded file, as its owner sees it. */
export const Material = z.object({
  id,
  kind: z.string(),
  fileName: z.string(),
  mime: z.string(),
  sizeBytes: z.number(),
})
export type Material = z.infer<typeof Material>

/** 10 MiB, as offered to the citizen before choosing a file. */
export const materialLimitBytes = 10 * 1024 * 1024

export const uploadMaterial = endpoint({
  name: 'uploadMaterial',
  summary: '上传一份材料（JPG、PNG、WebP 或 PDF，不超过 10 MB）；图片会重新编码并去除位置等信息',
  method: 'POST',
  path: '/api/materials',
  kind: 'upload',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({
    itemCode: z.string().check(z.minLength(1), z.maxLength(40)),
    kind: z.string().check(z.minLength(1), z.maxLength(40)),
  }),
  output: Material,
  bodyLimit: materialLimitBytes + 64 * 1024,
})

export const readMaterial = endpoint({
  name: 'readMaterial',
  summary: '查看自己上传的材料',
  method: 'GET',
  path: '/api/materials/:id',
  kind: 'file',
  access: personAt(2),
  effect: 'reads',
  input: z.strictObject({ id }),
  output: z.unknown(),
})

export const materialEndpoints = [uploadMaterial, readMaterial] as const
