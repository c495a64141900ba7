import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { dev } from './dev'
import { prod } from './prod'
import {
  forbidCodeFromStrings,
  keepCacheTrue,
  shareBetweenPages,
  takeOnlyWhatIsUsed,
  useOwnHtml,
} from './webpack'

const root = path.resolve(__dirname, '..')
const at = (...parts: string[]) => path.join(root, ...parts)

// Taro compiles only the client folder and itself; these also hold syntax newer than our oldest engine.
const modern = ['zod', '@cfworker/json-schema', 'json-logic-js', 'chinese-days', 'pinyin-pro', 'tyme4ts']
const ofTaro = [
  'query-string',
  'decode-uri-component',
  'split-on-first',
  'filter-obj',
  'history',
  'universal-router',
]
const alsoCompile = [at('shared'), ...[...modern, ...ofTaro].map(name => at('node_modules', name))]

/**
 * How the client is built for each terminal (`taro build --type h5 | weapp | kiosk`).
 * `--mode gallery` adds the page that shows every ui component, and writes to dist/gallery.
 */
export default defineConfig<'webpack5'>(async (merge, { mode }) => {
  const gallery = mode === 'gallery'
  const outputRoot = gallery ? 'dist/gallery' : `dist/${process.env.TARO_ENV}`
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'tongban',
    date: '2026-1-1',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'client',
    outputRoot,
    logger: { quiet: true, stats: false },
    plugins: [
      ...(gallery ? [at('config/plugins/gallery.ts')] : []),
      ...(process.env.TARO_ENV === 'kiosk' ? [at('config/plugins/kiosk.ts')] : []),
    ],
    defineConstants: { TERMINAL: JSON.stringify(process.env.TARO_ENV) },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: true },
    alias: { '@': at('client'), '@shared': at('shared') },
    mini: {
      webpackChain: chain => keepCacheTrue(chain, mode),
      compile: { include: alsoCompile },
      postcss: { pxtransform: { enable: true, config: { onePxTransform: false } } },
    },
    h5: {
      publicPath: './',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      // Sizes stay real CSS pixels on H5: docs/decisions, "pixels on each terminal".
      // htmltransform would turn our selectors on real elements into Taro's custom ones.
      postcss: { pxtransform: { enable: false, config: {} }, htmltransform: { enable: false } },
      webpackChain(chain) {
        keepCacheTrue(chain, mode)
        useOwnHtml(chain)
        forbidCodeFromStrings(chain)
        shareBetweenPages(chain)
        takeOnlyWhatIsUsed(chain)
      },
      compile: { include: alsoCompile },
    },
    copy: {
      patterns:
        process.env.TARO_ENV === 'weapp'
          ? []
          : ['early.js', 'icon.svg'].map(name => ({
              from: `client/static/${name}`,
              to: `${outputRoot}/${name}`,
            })),
      options: {},
    },
  }
  return merge({}, base, process.env.NODE_ENV === 'development' ? dev : prod)
})
