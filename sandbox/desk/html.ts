import type { Reply } from '../http/serve'

/** Markup that is already safe. */
export type Html = Readonly<{ markup: string }>

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

type Piece = string | number | Html | readonly Piece[] | false | undefined

const render = (piece: Piece): string => {
  if (piece === false || piece === undefined) return ''
  if (typeof piece === 'object' && 'markup' in piece) return piece.markup
  if (typeof piece === 'object') return piece.map(render).join('')
  return String(piece).replace(/[&<>"']/g, char => escapes[char] ?? char)
}

/** Everything put into the template is escaped, except what this made itself; false and undefined are left out. */
export const html = (strings: TemplateStringsArray, ...pieces: Piece[]): Html => ({
  markup: strings.map((string, index) => string + render(pieces[index])).join(''),
})

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  // 'no-referrer' would make browsers send `Origin: null` with our own forms
  'referrer-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

export const page = (status: number, { markup }: Html): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...securityHeaders },
  body: `<!doctype html>\n${markup}`,
})

/** After a form: look at the result with a GET, so that reloading repeats nothing. */
export const seeOther = (location: string): Reply => ({ status: 303, headers: { location }, body: '' })
