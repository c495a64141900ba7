import * as z from 'zod/mini'
import { endpoint, personAt } from '../endpoint'

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/))

export const Message = z.object({
  id,
  title: z.string(),
  body: z.string(),
  caseNumber: z.nullable(z.string()),
  sentAt: z.string(),
  readAt: z.nullable(z.string()),
})
export type Message = z.infer<typeof Message>

export const listMessages = endpoint({
  name: 'listMessages',
  summary: '我的消息，最新的在前',
  method: 'GET',
  path: '/api/inbox',
  kind: 'json',
  access: personAt(2),
  effect: 'reads',
  input: z.strictObject({}),
  output: z.object({ unread: z.number(), messages: z.array(Message) }),
})

export const markMessageRead = endpoint({
  name: 'markMessageRead',
  summary: '把一条消息标为已读',
  method: 'POST',
  path: '/api/inbox/:id/read',
  kind: 'json',
  access: personAt(2),
  effect: 'writes',
  input: z.strictObject({ id }),
  output: z.object({ unread: z.number() }),
})

export const messagingEndpoints = [listMessages, markMessageRead] as const
