import { z } from 'zod'
import { messageIntents } from '@shared/messaging/intents'

const text = z.string().min(1)
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/)
const regionCode = z.string().regex(/^\d{6}$/)

export const PlaceFile = z.strictObject({
  name: text,
  regionCode,
  caseNumberPrefix: z.string().regex(/^[A-Z]{2}$/),
  hotline: text,
  regions: z.array(z.strictObject({ code: regionCode, name: text })),
})

export const Department = z.strictObject({
  slug,
  name: text,
  phone: text,
  connect: z.strictObject({
    setting: z.enum(['MEDICAL_INSURANCE_URL', 'VEHICLE_URL', 'GENERAL_DEPARTMENTS_URL']),
    path: z.string().regex(/^(\/[A-Za-z0-9-]+)*$/),
  }),
})
export type Department = z.infer<typeof Department>

export const CounterFile = z.array(
  z.strictObject({ slug, name: text, address: text, hours: text, phone: text }),
)
export const DepartmentFile = z.array(Department)
export const SourceFile = z.array(z.strictObject({ source: text, name: text }))

export const MessageTemplate = z.strictObject({ title: text, body: text, sms: text.max(20).nullable() })
export type MessageTemplate = z.infer<typeof MessageTemplate>
export const MessageFile = z.record(z.enum(messageIntents), MessageTemplate)

/** Everyday words (`say`) and the words of the items' names they stand for (`mean`); `fillers` are asked around them. */
export const SynonymFile = z.strictObject({
  words: z.array(z.strictObject({ say: z.array(text).min(1), mean: z.array(text).min(1) })),
  fillers: z.array(text),
})
export type Synonyms = z.infer<typeof SynonymFile>
