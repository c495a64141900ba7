import { routeOf, routes, targetOf } from './pages'

test('a target becomes its route', () => {
  expect(routeOf({ page: 'home' })).toBe('/pages/home/index')
})

test('every page that can be named exists in the app or in its gallery', () => {
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config })
  const { default: config } = jest.requireActual<{ default: AppConfig }>('../app.config')
  const inPackages = config.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`))
  const known = [...config.pages, ...inPackages, 'pages/gallery/index'].map(page => `/${page}`)
  expect(known).toEqual(expect.arrayContaining(Object.values(routes)))
})

test('a route of ours leads back to its target', () => {
  expect(targetOf(routeOf({ page: 'apply', item: 'YT-YB-001' }))).toEqual({
    page: 'apply',
    item: 'YT-YB-001',
  })
  expect(targetOf(routeOf({ page: 'search', q: '看病 & 报销?' }))).toEqual({
    page: 'search',
    q: '看病 & 报销?',
  })
  expect(targetOf(routeOf({ page: 'home' }))).toEqual({ page: 'home' })
})

test.each([
  'https://example.cn/',
  '//example.cn',
  'javascript:alert(1)',
  '/packages/nowhere/index',
  '/packages/apply/form/index?page=home',
  '/packages/apply/form/index?item=%zz',
  '/packages/apply/form/index?item=a#b',
  '',
])('"%s" is no route of ours', route => {
  expect(targetOf(route)).toBeUndefined()
})

interface AppConfig {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}
