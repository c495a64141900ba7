import { routeOf, routes } from './pages'

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

interface AppConfig {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}
