import type { Endpoint } from '@shared/endpoint'
import type { Route } from './call'

type Json = Record<string, unknown>

export const pathsServed = (routes: readonly Route[]): Endpoint[] => routes.map(({ endpoint }) => endpoint)

const escape = (text: unknown): string => String(text).replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

/** The API document as a page to read; no script, so that the strictest policy allows it. */
export function apiPage(document: Json): string {
  const { info, paths } = document as {
    info: { title: string; version: string }
    paths: Record<string, Record<string, Json>>
  }
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => `<section>
<h2><code>${escape(method.toUpperCase())} ${escape(path)}</code></h2>
<p>${escape(operation.summary)}</p>
<p>访问权限：<code>${escape(operation['x-access'])}</code></p>
<details><summary>参数与内容</summary><pre>${escape(JSON.stringify({ parameters: operation.parameters, requestBody: operation.requestBody, responses: operation.responses }, null, 2))}</pre></details>
</section>`,
    ),
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(info.title)} API</title><style>body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}h2{font-size:1.1rem;margin-top:2rem}pre{background:#f4f6f8;padding:1rem;overflow:auto;font-size:.85rem}code{color:#0b4f8a}</style></head>
<body><main><h1>${escape(info.title)} API ${escape(info.version)}</h1><p>机器可读：<a href="openapi.json">openapi.json</a>（OpenAPI 3.1）</p>${sections.join('\n')}</main></body></html>`
}
