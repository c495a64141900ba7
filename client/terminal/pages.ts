/** What each page is told by its address. Never personal data: addresses end up in logs and histories. */
interface PageParams {
  home: object
  gallery: object
  search: { q?: string }
  guide: { item: string }
  progress: { case?: string }
  signIn: { then?: string }
  apply: { item: string }
  confirm: { item: string }
  receipt: { case: string }
  cases: object
  case: { case: string }
  correction: { case: string }
  inbox: object
}

export type PageName = keyof PageParams
export type ParamsOf<P extends PageName> = PageParams[P]

/** Where to go: `{ page: 'home' }`, later `{ page: 'guide', item: 'YT…' }`. */
export type Target = { [P in PageName]: { page: P } & PageParams[P] }[PageName]

/** Where each page lives; app.config.ts says in which package it travels. */
export const routes: Record<PageName, string> = {
  home: '/pages/home/index',
  gallery: '/pages/gallery/index',
  search: '/packages/find/search/index',
  guide: '/packages/find/guide/index',
  progress: '/packages/find/progress/index',
  signIn: '/packages/apply/sign-in/index',
  apply: '/packages/apply/form/index',
  confirm: '/packages/apply/confirm/index',
  receipt: '/packages/apply/receipt/index',
  cases: '/packages/case/list/index',
  case: '/packages/case/detail/index',
  correction: '/packages/case/correction/index',
  inbox: '/packages/case/inbox/index',
}

/** The route of a target with its parameters encoded, e.g. '/packages/apply/guide/index?item=YT01'. */
export function routeOf(target: Target): string {
  const { page, ...params } = target
  const query = Object.entries(params as Record<string, string | undefined>)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&')
  return query ? `${routes[page]}?${query}` : routes[page]
}

/**
 * The target that a route of ours names, read back from `routeOf`; undefined for anything else, such as an address
 * somebody made up to lead a person away after signing in.
 */
export function targetOf(route: string): Target | undefined {
  const [path = '', query = ''] = route.split('?')
  const page = (Object.keys(routes) as PageName[]).find(name => routes[name] === path)
  if (page === undefined) return undefined
  const params: Record<string, string> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const [, name, value] = /^([a-z]{1,20})=([\w.~!*'()%-]{0,200})$/i.exec(pair) ?? []
    if (name === undefined || value === undefined || name === 'page') return undefined
    try {
      params[name] = decodeURIComponent(value)
    } catch {
      return undefined
    }
  }
  return { page, ...params } as Target
}
