/// <reference types="@tarojs/taro" />
declare module '*.png' {
  const url: string
  export default url
}
declare module '*.svg' {
  const url: string
  export default url
}
declare module '*.scss'

/** The terminal this bundle was built for. Read only in client/terminal/name.ts. */
declare const TERMINAL: 'weapp' | 'h5' | 'kiosk'
