/** Who somebody is: a phone that signed in (L1), a person the population register confirmed (L2). */
import type { Route } from '../http'
import { serveRequestCode } from './request-code'
import type { IdentityServices } from './services'
import { serveReadSession, serveSignOut } from './show-session'
import { serveSignIn } from './sign-in'
import { serveVerifyIdentity } from './verify-identity'

export { createIdentity, type Applicant, type Identity } from './identity'
export { identityMigrations } from './migrations'
export { defineIdentityModels, type IdentityModels } from './models'
export type { IdentityServices } from './services'

export const identityRoutes = (services: IdentityServices): Route[] => [
  serveReadSession(services),
  serveRequestCode(services),
  serveSignIn(services),
  serveVerifyIdentity(services),
  serveSignOut(services),
]
