import type { UserConfigExport } from '@tarojs/cli'

/** What a production build changes: no source maps, nothing that needs eval. */
export const prod: UserConfigExport<'webpack5'> = {
  h5: { enableSourceMap: false },
  mini: { enableSourceMap: false },
}
