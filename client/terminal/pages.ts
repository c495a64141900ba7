/** What each page is told by its address. Never personal data: addresses end up in logs and histories. */
interface PageParams {
  home: object
  gallery: object
}

export type PageName = keyof PageParams
export type ParamsOf<P extends PageName> = PageParams[P]

/** Where to go: `{ page: 'home' }`, later `{ page: 'guide', item: 'YT…' }`. */
export type Target = { [P in PageName]: { page: P } & PageParams[P] }[PageName]

/** Where each page lives; app.config.ts says in which package it travels. */
export const routes: Record<PageName, string> = {
  home: '/pages/home/index',
  gallery: '/pages/gallery/index',
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
