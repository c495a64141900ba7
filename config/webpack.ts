import path from 'node:path'
import { type Compiler, RuntimeModule } from 'webpack'

const root = path.resolve(__dirname, '..')

/** The part of webpack-chain these functions touch. */
interface Chain {
  get(name: 'cache'): { name?: string; buildDependencies?: Record<string, string[]> } | undefined
  resolve: { alias: { set(name: string, file: string): unknown } }
  optimization: { splitChunks(how: object): unknown }
  module: { rule(name: string): { test(path: RegExp): { sideEffects(has: boolean): unknown } } }
  plugin(name: string): {
    tap(change: (args: MainPluginArgs) => MainPluginArgs): unknown
    use(plugin: new () => { apply(compiler: Compiler): void }): unknown
  }
}
type MainPluginArgs = [{ loaderMeta?: { extraImportForWeb: string; execBeforeCreateWebApp: string } }]

/**
 * Taro looks for src/app.config, which we do not have; the persistent cache is then never warm. What another mode
 * built stays out: the gallery's pages would end up in the product.
 */
export function keepCacheTrue(chain: object, mode: string): void {
  const cache = (chain as Chain).get('cache')
  if (!cache) return
  cache.name = `${cache.name ?? 'client'}-${mode}`
  cache.buildDependencies = {
    config: ['index.ts', 'dev.ts', 'prod.ts', 'webpack.ts', 'plugins/gallery.ts', 'plugins/kiosk.ts'].map(
      name => path.join(__dirname, name),
    ),
    files: ['client/app.config.ts', 'babel.config.js', '.browserslistrc'].map(name => path.join(root, name)),
  }
}

/** H5 draws real HTML elements: leave out Taro's web components, its style reset and its pull-down element. */
export function useOwnHtml(chain: object): void {
  const { resolve, plugin } = chain as Chain
  for (const sheet of ['global.css', 'dist/taro-components/taro-components.css']) {
    resolve.alias.set(`@tarojs/components/${sheet}$`, path.join(root, 'client/ui/styles/none.css'))
  }
  plugin.call(chain, 'mainPlugin').tap(([options]) => [
    {
      ...options,
      loaderMeta: { ...options.loaderMeta, extraImportForWeb: '', execBeforeCreateWebApp: '' },
    },
  ])
}

/**
 * Importing shared code or a room's door does nothing by itself: whoever takes one name through a door does not get the
 * whole room sent along.
 */
export function takeOnlyWhatIsUsed(chain: object): void {
  const { module } = chain as Chain
  module
    .rule('shared')
    .test(/[\\/]shared[\\/].*\.ts$/)
    .sideEffects(false)
  module
    .rule('doors')
    .test(/[\\/]client[\\/][^\\/]+[\\/]index\.ts$/)
    .sideEffects(false)
}

/** Pages travel one by one: what several of them need (contracts, formats) travels once, not again with each. */
export function shareBetweenPages(chain: object): void {
  ;(chain as Chain).optimization.splitChunks({
    chunks: 'async',
    hidePathInfo: true,
    minSize: 6000,
    maxAsyncRequests: 8,
    cacheGroups: {
      default: { minChunks: 2, priority: -20, reuseExistingChunk: true },
      defaultVendors: false,
    },
  })
}

class PlainGlobal extends RuntimeModule {
  constructor() {
    super('plain global')
  }

  override generate() {
    return '__webpack_require__.g = window;'
  }
}

/** Webpack finds the global object with `new Function`, which our content security policy forbids. A page has `window`. */
class NoCodeFromStrings {
  apply(compiler: Compiler) {
    const tapped = { name: 'no-code-from-strings', stage: -100 }
    compiler.hooks.compilation.tap(tapped, compilation => {
      compilation.hooks.runtimeRequirementInTree.for('__webpack_require__.g').tap(tapped, chunk => {
        compilation.addRuntimeModule(chunk, new PlainGlobal())
        return true
      })
    })
  }
}

export function forbidCodeFromStrings(chain: object): void {
  ;(chain as Chain).plugin('noCodeFromStrings').use(NoCodeFromStrings)
}
