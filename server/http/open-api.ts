import * as z from 'zod/mini'
import { pathParameters, type Access, type Endpoint } from '@shared/endpoint'
import { problems } from '@shared/problem'

type Json = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of the given endpoints, made from the very contracts that serve them.
 * @param basePath where they are served: '' or like '/tongban'
 */
export function describeApi(endpoints: readonly Endpoint[], title: string, basePath = ''): Json {
  const paths: Record<string, Json> = {}
  const schemas: Record<string, Json> = { Problem: problemSchema }
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        person: { type: 'apiKey', in: 'cookie', name: 'tongban_session' },
        provider: { type: 'apiKey', in: 'header', name: 'X-Signature' },
      },
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['code', 'message', 'requestId'],
  properties: {
    code: { enum: Object.keys(problems) },
    message: { type: 'string' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfterS: { type: 'number' },
  },
}

function operation(endpoint: Endpoint, schemas: Record<string, Json>): Json {
  const input = schemaOf(endpoint, 'input', schemas)
  const properties = (input.properties ?? {}) as Record<string, Json>
  const required = new Set((input.required as string[] | undefined) ?? [])
  const inPath = pathParameters(endpoint.path)
  const others = Object.keys(properties).filter(name => !inPath.includes(name))
  const bodiless = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const parameters: Json[] = inPath.map(name => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? {},
  }))
  if (bodiless) {
    for (const name of others)
      parameters.push({ name, in: 'query', required: required.has(name), schema: properties[name] ?? {} })
  }
  if (endpoint.effect === 'writes' && endpoint.access.is !== 'provider') {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' },
    })
  }
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-access': spell(endpoint.access),
    security: endpoint.access.is === 'public' ? [] : [{ [endpoint.access.is]: [] }],
    parameters,
    ...(!bodiless && { requestBody: body(endpoint, input, others, required) }),
    responses: {
      200: { description: 'OK', content: answer(endpoint, schemas) },
      default: {
        description: '统一的问题格式',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function body(endpoint: Endpoint, input: Json, names: string[], required: Set<string>): Json {
  const properties = input.properties as Record<string, Json> | undefined
  const schema: Json = {
    type: 'object',
    properties: Object.fromEntries(names.map(name => [name, properties?.[name] ?? {}])),
    required: names.filter(name => required.has(name)),
  }
  if (endpoint.kind !== 'upload') return { required: true, content: { 'application/json': { schema } } }
  const withFile = {
    ...schema,
    properties: { ...(schema.properties as Json), file: { type: 'string', format: 'binary' } },
    required: [...(schema.required as string[]), 'file'],
  }
  return { required: true, content: { 'multipart/form-data': { schema: withFile } } }
}

const answer = (endpoint: Endpoint, schemas: Record<string, Json>): Json =>
  endpoint.kind === 'file'
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(endpoint, 'output', schemas) } }

/** One side of an endpoint. What its schema defines for itself moves to the document's components. */
function schemaOf(endpoint: Endpoint, io: 'input' | 'output', schemas: Record<string, Json>): Json {
  const {
    $schema: _dialect,
    $defs = {},
    ...rest
  } = z.toJSONSchema(endpoint[io], { io, unrepresentable: 'any' }) as Json
  const prefix = `${endpoint.name}.${io}.`
  const moved = (schema: unknown): Json =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"#/components/schemas/${prefix}`)) as Json
  for (const [name, schema] of Object.entries($defs as Json)) schemas[prefix + name] = moved(schema)
  return moved(rest)
}

const spell = (access: Access): string =>
  access.is === 'person'
    ? `person(L${access.level})`
    : access.is === 'provider'
      ? `provider(${access.system})`
      : access.is
