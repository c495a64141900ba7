import { httpUrl, text, type Fields } from '../http/fields'

/** A client application (one BFF). `callbackUrl` may hold `{department}`, replaced by the department's slug. */
export type ClientApp = Readonly<{ appId: string; secret: string; callbackUrl?: string }>

/** The client applications one server knows. Registering again overwrites. */
export const createApps = () => {
  const apps = new Map<string, ClientApp>()
  return {
    register: (app: ClientApp): void => void apps.set(app.appId, app),
    find: (appId: string): ClientApp | undefined => apps.get(appId),
    ids: (): string[] => [...apps.keys()],
  }
}

export type Apps = ReturnType<typeof createApps>

/** Throws Refusal 4001. */
export const readApp = (fields: Fields): ClientApp => ({
  appId: text(fields, 'appId'),
  secret: text(fields, 'secret'),
  ...(fields['callbackUrl'] === undefined ? {} : { callbackUrl: httpUrl(fields, 'callbackUrl') }),
})

export const callbackUrlFor = (app: ClientApp, department: string): string | undefined =>
  // URL-minded callers may have encoded the braces
  app.callbackUrl?.replace(/\{department\}|%7Bdepartment%7D/gi, encodeURIComponent(department))
