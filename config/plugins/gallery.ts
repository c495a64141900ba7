import type { IPluginContext } from '@tarojs/service'

/** Adds the gallery of ui components to the pages; no production build carries it. */
export default (ctx: IPluginContext) => {
  ctx.modifyAppConfig(({ appConfig }) => {
    appConfig.pages?.push('pages/gallery/index')
  })
}
