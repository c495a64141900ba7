import Taro from '@tarojs/taro'
import type { PickedFile, Terminal } from './capabilities'

export type { FileWish, PickedFile, Terminal } from './capabilities'

const prefix = 'tongban.'
let online = true
const listeners = new Set<(online: boolean) => void>()
Taro.onNetworkStatusChange(({ isConnected }) => {
  online = isConnected
  for (const listener of listeners) listener(isConnected)
})

const toMime = (path: string) => (/\.png$/i.test(path) ? 'image/png' : 'image/jpeg')

function toPicked(path: string, sizeBytes: number, name = path.split('/').pop() ?? path): PickedFile {
  const mime = /\.pdf$/i.test(name) ? 'application/pdf' : toMime(path)
  return { name, mime, sizeBytes, content: { is: 'path', path } }
}

/** The WeChat mini-program. */
export const terminal: Terminal = {
  serverBase: '',
  drawsTitleBar: true,
  remember: (key, value) => Taro.setStorageSync(prefix + key, value),
  recall: key => (Taro.getStorageSync(prefix + key) as string) || undefined,
  forget: key => Taro.removeStorageSync(prefix + key),
  isOnline: () => online,
  onNetwork(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  onTurnAway(listener) {
    Taro.onAppHide(listener)
    return () => Taro.offAppHide(listener)
  },
  hrefOf: () => undefined,
  isAt(route) {
    const now = Taro.getCurrentPages().slice(-1)[0]
    const given = (now?.options ?? {}) as Record<string, string>
    const query = Object.keys(given).map(name => `${name}=${given[name] ?? ''}`)
    return `/${[now?.route ?? '', ...(query.length > 0 ? [query.join('&')] : [])].join('?')}` === route
  },
  setTitle: title => void Taro.setNavigationBarTitle({ title }),
  copyText: data =>
    Taro.setClipboardData({ data }).then(
      () => true,
      () => false,
    ),
  callPhone: phoneNumber => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined),
  async pickFiles({ accept, from, atMost }) {
    const closed = () => undefined
    if (from === 'album' && accept.includes('application/pdf')) {
      const chosen = await Taro.chooseMessageFile({ count: atMost, type: 'all' }).catch(closed)
      return (chosen?.tempFiles ?? []).map(file => toPicked(file.path, file.size, file.name))
    }
    const chosen = await Taro.chooseMedia({ count: atMost, mediaType: ['image'], sourceType: [from] }).catch(
      closed,
    )
    return (chosen?.tempFiles ?? []).map(file => toPicked(file.tempFilePath, file.size))
  },
}
