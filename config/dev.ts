import type { UserConfigExport } from '@tarojs/cli'

/** What `taro build --watch` changes: the H5 server asks the local BFF for /api. */
export const dev: UserConfigExport<'webpack5'> = {
  h5: {
    devServer: { open: false, port: 10086, proxy: [{ context: ['/api'], target: 'http://127.0.0.1:3000' }] },
  },
}
