/** The vault: what must not lie in the database in clear is sealed, fingerprinted and opened here. */
export { createVault, macEquals, type Vault, type VaultOptions } from './vault'
export type { VaultKey } from './key-ring'
export type { Profile } from './cipher'
export { keyIdOf, keyIdOfBytes, type Place } from './envelope'
export { VaultError, type VaultRefusal } from './vault-error'
export {
  blindIndexColumn,
  encryptedColumn,
  keyedMacColumn,
  type KeptAttribute,
  type SecretColumn,
} from './column'
export { reseal, type ResealReport } from './reseal'
export { findSensitivityFaults, sensitivityOf, tagged, type Sensitivity } from './sensitivity'
export { readVaultKeys } from './read-vault-keys'
