import Busboy from '@fastify/busboy'
import rawBody from 'raw-body'
import type { Context } from 'koa'
import { pathParameters, type Endpoint } from '@shared/endpoint'
import { Problem, type FieldProblem } from '@shared/problem'
import * as z from 'zod/mini'
import type { IncomingFile } from './call'
import { parseJsonObject } from './parse-json'

const jsonLimit = 64 * 1024

export interface Received {
  fields: Record<string, unknown>
  raw: Buffer
  file: IncomingFile | null
}

/** Takes a request apart according to its endpoint's kind. Nothing is believed yet. */
export async function receive(context: Context, endpoint: Endpoint): Promise<Received> {
  const limit = endpoint.bodyLimit ?? jsonLimit
  const parameters = context.params as Record<string, string>
  const bodiless = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  if (bodiless) {
    const query: Record<string, unknown> = { ...context.query }
    return { fields: merge(query, parameters, endpoint), raw: Buffer.alloc(0), file: null }
  }
  if (endpoint.kind === 'upload') {
    const { fields, file } = await receiveUpload(context, limit)
    return { fields: merge(fields, parameters, endpoint), raw: Buffer.alloc(0), file }
  }
  const raw = await readBytes(context, limit)
  return { fields: merge(parseJson(context, raw), parameters, endpoint), raw, file: null }
}

async function readBytes(context: Context, limit: number): Promise<Buffer> {
  try {
    return await rawBody(context.req, { limit, length: context.get('Content-Length') || null })
  } catch (cause) {
    if ((cause as { type?: string }).type === 'entity.too.large') throw new Problem('BODY_TOO_LARGE')
    throw new Problem('INPUT_INVALID', { cause })
  }
}

function parseJson(context: Context, raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {}
  if (!context.is('application/json')) throw new Problem('TYPE_NOT_SUPPORTED')
  return parseJsonObject(raw)
}

function merge(
  fields: Record<string, unknown>,
  parameters: Record<string, string>,
  endpoint: Endpoint,
): Record<string, unknown> {
  const names = pathParameters(endpoint.path)
  const clash = names.find(name => Object.prototype.hasOwnProperty.call(fields, name))
  if (clash !== undefined) {
    throw new Problem('INPUT_INVALID', { fields: [{ path: clash, message: '不能重复给出这一项。' }] })
  }
  const merged = { ...fields }
  for (const name of names) merged[name] = parameters[name]
  return merged
}

function receiveUpload(
  context: Context,
  limit: number,
): Promise<{ fields: Record<string, unknown>; file: IncomingFile | null }> {
  if (!context.is('multipart/form-data')) throw new Problem('TYPE_NOT_SUPPORTED')
  const parser = createParser(context, limit)
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = {}
    let file: IncomingFile | null = null
    const refuse = (problem: Problem): void => {
      context.req.unpipe(parser)
      context.req.resume()
      reject(problem)
    }
    parser.on('field', (name: string, value: string) => {
      fields[name] = value
    })
    parser.on(
      'file',
      (name: string, stream: NodeJS.ReadableStream, fileName: string, _encoding, mime: string) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('limit', () => refuse(new Problem('FILE_TOO_LARGE')))
        // A form that ends inside its file says so here, not on the parser; unheard, it would end the process.
        stream.on('error', (cause: unknown) => refuse(new Problem('INPUT_INVALID', { cause })))
        stream.on('end', () => {
          if (name === 'file')
            file = { fileName: fileName ?? '', mime: mime ?? '', bytes: Buffer.concat(chunks) }
        })
      },
    )
    for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
      parser.on(event, () => refuse(new Problem('INPUT_INVALID')))
    }
    parser.on('error', (cause: unknown) => refuse(new Problem('INPUT_INVALID', { cause })))
    parser.on('finish', () => resolve({ fields, file }))
    // A caller who hung up half-way gets no answer, but nobody waits for the rest either.
    context.req.once('close', () => {
      if (!context.req.complete) refuse(new Problem('INPUT_INVALID'))
    })
    context.req.pipe(parser)
  })
}

/** @throws Problem INPUT_INVALID when the content type names no boundary */
function createParser(context: Context, limit: number): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { ...context.req.headers, 'content-type': context.get('Content-Type') },
      limits: { fileSize: limit, files: 1, fields: 10, fieldSize: 4096, parts: 12, headerPairs: 50 },
    })
  } catch (cause) {
    throw new Problem('INPUT_INVALID', { cause })
  }
}

/** Checks what arrived against the endpoint, once; inside, the type is trusted. */
export function check(endpoint: Endpoint, fields: Record<string, unknown>): unknown {
  const parsed = z.safeParse(endpoint.input, fields)
  if (parsed.success) return parsed.data
  throw new Problem('INPUT_INVALID', { fields: parsed.error.issues.flatMap(explain) })
}

function explain(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ path: [path, key].filter(Boolean).join('.'), message: '不认识这一项。' }))
  }
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [{ path, message: '这一项必须填写。' }]
  if (issue.code === 'too_small') return [{ path, message: '这一项不能为空或太小。' }]
  if (issue.code === 'too_big') return [{ path, message: '这一项太长或太大。' }]
  return [{ path, message: '这一项的格式不正确。' }]
}
