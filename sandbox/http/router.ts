import { Refusal } from './refusal'
import type { Answer, Request } from './serve'

export type Call = Readonly<{ request: Request; param: (name: string) => string }>
export type Route = Readonly<{
  method: string
  parts: readonly string[]
  handle: (call: Call) => Answer | Promise<Answer>
}>

/** `on('GET', '/v1/applications/:businessNo', …)`: a part that begins with a colon is a parameter. */
export const on = (method: string, pattern: string, handle: Route['handle']): Route => ({
  method,
  parts: pattern.split('/'),
  handle,
})

/** Runs the first route that fits. Throws Refusal 4040 for an unknown path, 4050 for a wrong method. */
export const dispatch = async (
  routes: readonly Route[],
  request: Request,
  path = request.path,
): Promise<Answer> => {
  let pathIsKnown = false
  for (const route of routes) {
    const params = match(route.parts, path.split('/'))
    if (!params) continue
    pathIsKnown = true
    if (route.method !== request.method) continue
    return route.handle({ request, param: name => params.get(name) ?? '' })
  }
  throw pathIsKnown ? new Refusal('4050', '请求方法不对') : new Refusal('4040', '没有这个地址')
}

const match = (parts: readonly string[], given: readonly string[]): Map<string, string> | undefined => {
  if (parts.length !== given.length) return undefined
  const params = new Map<string, string>()
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params.set(part.slice(1), decode(value))
    else if (part !== value) return undefined
  }
  return params
}

const decode = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new Refusal('4001', '地址里的编码不对')
  }
}
