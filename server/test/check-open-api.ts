type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']

/** What OpenAPI 3.1.0 asks of a document like ours. @returns one sentence per fault */
export function findOpenApiFaults(document: Json): string[] {
  const faults: string[] = []
  const expect = (holds: boolean, what: string): void => void (holds || faults.push(what))
  const { openapi, info, paths, components, servers } = document
  expect(typeof openapi === 'string' && /^3\.1\.\d+$/.test(openapi), 'openapi is not 3.1.x')
  expect(isObject(info) && typeof info['title'] === 'string' && typeof info['version'] === 'string', 'info')
  expect(Array.isArray(servers) && servers.every(each => isObject(each) && 'url' in each), 'servers')
  const schemes = isObject(components) ? Object.keys((components['securitySchemes'] as Json) ?? {}) : []
  const names = new Set<unknown>()

  for (const [path, item] of Object.entries(isObject(paths) ? paths : {})) {
    expect(path.startsWith('/') && !path.includes(':'), `the path ${path}`)
    for (const [method, operation] of Object.entries(isObject(item) ? item : {})) {
      const at = `${method} ${path}`
      if (!methods.includes(method) || !isObject(operation)) {
        faults.push(`${at} is no operation`)
        continue
      }
      expect(!names.has(operation['operationId']), `${at} has the operationId of another`)
      names.add(operation['operationId'])
      checkParameters(at, path, operation, expect)
      const security = (operation['security'] ?? []) as Json[]
      expect(
        security.every(each => Object.keys(each).every(name => schemes.includes(name))),
        `${at} names an unknown security scheme`,
      )
      const responses = Object.entries((operation['responses'] ?? {}) as Json)
      expect(responses.length > 0, `${at} answers nothing`)
      for (const [status, response] of responses) {
        expect(/^([1-5](\d\d|XX)|default)$/.test(status), `${at} answers with status ${status}`)
        expect(
          isObject(response) && typeof response['description'] === 'string',
          `${at} ${status} says nothing`,
        )
      }
      const { requestBody } = operation
      if (requestBody !== undefined)
        expect(isObject(requestBody) && isObject(requestBody['content']), `${at} body`)
    }
  }
  walk(document, (key, value) => {
    if (key === '$ref') expect(resolves(document, value), `${String(value)} leads nowhere`)
    if (key === 'type' && typeof value === 'string' && !types.includes(value) && value !== 'apiKey')
      faults.push(`no JSON Schema type is called ${value}`)
  })
  for (const name of Object.keys(((components as Json)['schemas'] ?? {}) as Json)) {
    expect(/^[A-Za-z0-9._-]+$/.test(name), `the component ${name}`)
  }
  return faults
}

function checkParameters(
  at: string,
  path: string,
  operation: Json,
  expect: (holds: boolean, what: string) => void,
): void {
  const parameters = (operation['parameters'] ?? []) as Json[]
  const inPath = parameters.filter(each => each['in'] === 'path')
  const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
  expect(
    JSON.stringify(inPath.map(each => each['name']).sort()) === JSON.stringify(wanted.sort()),
    `${at} does not describe the parameters of its path`,
  )
  expect(
    inPath.every(each => each['required'] === true),
    `${at} has an optional path parameter`,
  )
  expect(
    parameters.every(
      each => ['path', 'query', 'header', 'cookie'].includes(String(each['in'])) && 'schema' in each,
    ),
    `${at} has an odd parameter`,
  )
  const names = parameters.map(each => `${String(each['in'])} ${String(each['name'])}`)
  expect(new Set(names).size === names.length, `${at} has a parameter twice`)
}

function walk(value: unknown, look: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, look)
  else if (isObject(value)) {
    for (const [key, each] of Object.entries(value)) {
      look(key, each)
      walk(each, look)
    }
  }
}

function resolves(document: Json, reference: unknown): boolean {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return false
  const steps = reference.slice(2).split('/')
  return steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), document) !== undefined
}
