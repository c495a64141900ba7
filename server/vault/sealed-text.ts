import { DataTypes } from 'sequelize'
import { readEnvelope } from './envelope'
import { VaultError } from './vault-error'

// Sequelize exports its types behind a proxy that forgets subclasses: this is the class itself.
const PlainType = (DataTypes.ABSTRACT as unknown as { prototype: { constructor: unknown } }).prototype
  .constructor as typeof DataTypes.ABSTRACT

/**
 * The column type of sealed values: TEXT that lets nothing but an envelope through to SQL. It is the last door: clear
 * text that comes round the setter (a static update without validation, a where clause) is refused here.
 */
export class SealedText extends PlainType {
  static override readonly key = 'SEALED_TEXT'
  override readonly key = 'SEALED_TEXT'

  override toSql(): string {
    return 'TEXT'
  }

  validate(value: unknown): boolean {
    return typeof value === 'string' && readEnvelope(value) !== undefined
  }

  /** Called by Sequelize for every value on its way into a statement. */
  protected _stringify(value: unknown): unknown {
    if (value === null || this.validate(value)) return value
    throw new VaultError('misused', 'A sealed column takes and compares envelopes only')
  }
}
