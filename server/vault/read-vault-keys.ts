import type { VaultKey } from './key-ring'

/** The setting `id:base64,id:base64` as keys, the current one first. Its form was checked with the settings. */
export const readVaultKeys = (setting: string): VaultKey[] =>
  setting.split(',').map(each => {
    const at = each.indexOf(':')
    return { id: each.slice(0, at), secret: Buffer.from(each.slice(at + 1), 'base64') }
  })
