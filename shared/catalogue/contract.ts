import * as z from 'zod/mini'
import { anyone, endpoint } from '../endpoint'
import { FormDefinition } from '../forms'
import { FeeLine, LegalBasis, MaterialRequirement } from './item'

/** One line in a list of items. `online` tells whether it can be applied for here. */
export const ItemCard = z.object({
  code: z.string(),
  name: z.string(),
  departmentName: z.string(),
  /** null for imported items: their list does not say. */
  theme: z.nullable(z.string()),
  summary: z.string(),
  online: z.boolean(),
  promisedDays: z.nullable(z.number()),
  feeTotalFen: z.nullable(z.number()),
})
export type ItemCard = z.infer<typeof ItemCard>

export const Counter = z.object({
  name: z.string(),
  address: z.string(),
  hours: z.string(),
  phone: z.string(),
})

/** 办事指南 of an item of our own: everything needed to understand and to start the application. */
export const OnlineItemGuide = z.object({
  code: z.string(),
  name: z.string(),
  /** Changes with every change of the definition; an application is bound to one. */
  definitionVersion: z.string(),
  departmentName: z.string(),
  theme: z.string(),
  summary: z.string(),
  conditions: z.array(z.string()),
  steps: z.array(z.object({ title: z.string(), detail: z.string() })),
  legalBasis: z.array(LegalBasis),
  counters: z.array(Counter),
  result: z.string(),
  materials: z.array(MaterialRequirement),
  limits: z.object({ statutoryDays: z.number(), promisedDays: z.number() }),
  fees: z.array(FeeLine),
  feeTotalFen: z.number(),
  form: FormDefinition,
  /** Required fields when nothing is prefilled. */
  requiredFields: z.number(),
  online: z.literal(true),
})
export type OnlineItemGuide = z.infer<typeof OnlineItemGuide>

/**
 * An item known only from an imported list: it exists and whose it is. Time limit, fee and materials are not known
 * here, so they are not said; the counter says them.
 */
export const CounterItemGuide = z.object({
  code: z.string(),
  name: z.string(),
  departmentName: z.string(),
  /** 事项类型, e.g. 行政许可. */
  kindName: z.string(),
  summary: z.string(),
  conditions: z.array(z.string()),
  online: z.literal(false),
})
export type CounterItemGuide = z.infer<typeof CounterItemGuide>

/** Ask for `online` first: only an online item has a form, limits and fees. */
export const ItemGuide = z.discriminatedUnion('online', [OnlineItemGuide, CounterItemGuide])
export type ItemGuide = z.infer<typeof ItemGuide>

export const searchItems = endpoint({
  name: 'searchItems',
  summary: '按名称、拼音、首字母或日常说法查找事项',
  method: 'GET',
  path: '/api/items',
  kind: 'json',
  access: anyone,
  effect: 'reads',
  input: z.strictObject({ q: z.string().check(z.maxLength(60)) }),
  output: z.object({ total: z.number(), items: z.array(ItemCard) }),
})

export const listHotItems = endpoint({
  name: 'listHotItems',
  summary: '首页热门事项',
  method: 'GET',
  path: '/api/items/hot',
  kind: 'json',
  access: anyone,
  effect: 'reads',
  input: z.strictObject({}),
  output: z.object({ placeName: z.string(), items: z.array(ItemCard) }),
})

export const readItem = endpoint({
  name: 'readItem',
  summary: '办事指南',
  method: 'GET',
  path: '/api/items/:code',
  kind: 'json',
  access: anyone,
  effect: 'reads',
  input: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(80)) }),
  output: ItemGuide,
})

export const catalogueEndpoints = [searchItems, listHotItems, readItem] as const
