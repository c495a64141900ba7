/** The audit: who did what to which thing, in chains of hashes that nobody can edit unnoticed. */
export { createAudit, type Audit, type AuditOptions, type RecordEntry } from './audit'
export { AuditError, type ActorKind, type AuditEntry } from './entry'
export type { Anchor } from './anchor'
export { auditMigrations } from './migrations'
export { verifyAudit, type AuditVerdict, type FirstBad, type VerifyOptions } from './verify'
