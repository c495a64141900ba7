/** Where a fingerprint comes from: a sealed attribute of the same row, normalised the way a search will be. */
export interface FingerprintSource {
  column: string
  /** As it is unless told. */
  normalise?(clear: string): string
}

/** How a column keeps its secret. Carried on the attribute itself, so that tests and rotation can read every model. */
export type Kept =
  | { as: 'sealed'; table: string; column: string }
  | { as: 'index'; purpose: string; from?: FingerprintSource }
  /** `scope` is the attribute whose value keys the MAC to one row or case. */
  | { as: 'mac'; purpose: string; scope: string; from?: FingerprintSource }

/** What `encryptedColumn` and its siblings noted on an attribute; nothing for a plain column. */
export function keptOf(attribute: object): Kept | undefined {
  // Sequelize hands our attribute back untyped; nobody else writes this key.
  return 'kept' in attribute ? (attribute.kept as Kept) : undefined
}
