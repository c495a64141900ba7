/** Why the vault refused: the shape is wrong, the key is not held, or the content is not what was sealed here. */
export type VaultRefusal = 'malformed' | 'unknown-key' | 'refused' | 'misused'

/**
 * The vault could not seal or open something. The message names the place and the reason; it never carries clear text,
 * an envelope or a key, and there is no `cause`: a cipher's own error may quote its input.
 */
export class VaultError extends Error {
  override readonly name = 'VaultError'

  constructor(
    readonly refusal: VaultRefusal,
    message: string,
  ) {
    super(message)
  }
}
