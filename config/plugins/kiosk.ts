import { H5 } from '@tarojs/plugin-platform-h5'
import type { IPluginContext } from '@tarojs/service'

const endings = ['.tsx', '.ts', '.jsx', '.js']

/** The bundled TARO_ENV stays 'h5', so that libraries which ask for it take their web branch. */
class Kiosk extends H5 {
  override platform = 'h5'
}

/** `taro build --type kiosk`: a file is looked for as x.kiosk.tsx, then x.h5.tsx, then x.tsx. */
export default (ctx: IPluginContext) => {
  ctx.registerPlatform({
    name: 'kiosk',
    useConfigName: 'h5',
    async fn({ config }: { config: Record<string, unknown> }) {
      ctx.modifyWebpackChain(({ chain }) => {
        chain.resolve.extensions
          .clear()
          .merge([
            ...endings.map(e => `.kiosk${e}`),
            ...endings.map(e => `.h5${e}`),
            ...endings,
            '.mjs',
            '.json',
          ])
      })
      await new Kiosk(ctx, { ...config, platform: 'h5' }).start()
    },
  })
}
