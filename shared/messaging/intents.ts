/** What the platform has to tell somebody; the texts per channel are data of the place. */
export const messageIntents = [
  'case.received',
  'case.withdrawn',
  'case.notAccepted',
  'correction.requested',
  'case.concluded',
] as const
export type MessageIntent = (typeof messageIntents)[number]
