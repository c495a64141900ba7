/** Messages: one intent, the inbox and an SMS. */
import type { Route } from '../http'
import type { JobKind } from '../jobs'
import type { SmsPort } from '../gateways/sms'
import { deliverMessage, type DeliveryServices } from './deliver-message'
import { serveListMessages, serveMarkMessageRead } from './inbox'
import type { MessagingStores } from './messaging'
import { sendSms } from './send-sms'

export { createMessaging, type Messaging } from './messaging'
export type { MessageIntent } from '@shared/messaging/intents'
export { messagingMigrations } from './migrations'
export { defineMessagingModels, type MessagingModels } from './models'

export const messagingRoutes = (stores: MessagingStores): Route[] => [
  serveListMessages(stores),
  serveMarkMessageRead(stores),
]

export const messagingJobs = (services: DeliveryServices & { sms: SmsPort }) =>
  [deliverMessage(services), sendSms(services)] as unknown as JobKind[]
