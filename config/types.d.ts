// @tarojs/plugin-platform-h5 4.2.1 names a types file that its package does not contain.
declare module '@tarojs/plugin-platform-h5' {
  import type { IPluginContext } from '@tarojs/service'
  export class H5 {
    constructor(ctx: IPluginContext, config: Record<string, unknown>)
    platform: string
    start(): Promise<void>
  }
}
