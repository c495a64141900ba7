import * as z from 'zod/mini'
import { FormDefinition } from '../forms'
import { JsonLogic, Rule } from '../rules'

const text = z.string().check(z.minLength(1))
const key = z.string().check(z.regex(/^[a-z][A-Za-z0-9]*$/))
const slug = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const positive = z.int().check(z.minimum(1))

/** 事项编码 of our own items: place, department, running number. */
export const ItemCode = z.string().check(z.regex(/^[A-Z]{2}-[A-Z]{2}-\d{3}$/))

/** 申请材料: `obtain` tells where a person gets it, or why it need not be handed in. */
export const MaterialRequirement = z.strictObject({
  key,
  name: text,
  required: z.boolean(),
  obtain: text,
  accept: z.array(z.enum(['image', 'pdf'])).check(z.minLength(1)),
  maxFiles: positive,
  /** JSON Logic over the form's values; when it is false the material is not asked for. */
  showWhen: z.optional(JsonLogic),
})
export type MaterialRequirement = z.infer<typeof MaterialRequirement>

export const LegalBasis = z.strictObject({ title: text, article: text, gist: text })

/** One line of a fee; the sum is what a citizen pays. `basis` is the legal basis, `collector` who collects. */
export const FeeLine = z.strictObject({
  name: text,
  amountFen: z.int().check(z.minimum(0)),
  unit: text,
  basis: text,
  collector: text,
})

/** A department's part in the flow. One task per department today; the join over several is `all`. */
export const FlowTask = z.strictObject({ key, department: slug, name: text })

export const Flow = z.strictObject({
  tasks: z.array(FlowTask).check(z.minLength(1)),
  /** 补正: how often a department may ask, and within how many working days the applicant answers. */
  correction: z.strictObject({ maxRounds: positive, answerWithinDays: positive }),
})

/** Everything one 政务服务事项 is: a new item is one file of this shape and no code. */
export const ItemDefinition = z.strictObject({
  code: ItemCode,
  name: text,
  /** Everyday words people use for it; feeds the search only. */
  aliases: z.array(text),
  department: slug,
  theme: text,
  summary: text,
  /** 1 is shown first on the home page; absent = not shown there. */
  hotRank: z.optional(positive),
  effectiveFrom: day,
  guide: z.strictObject({
    conditions: z.array(text).check(z.minLength(1)),
    steps: z.array(z.strictObject({ title: text, detail: text })).check(z.minLength(1)),
    legalBasis: z.array(LegalBasis).check(z.minLength(1)),
    counters: z.array(slug).check(z.minLength(1)),
    result: text,
  }),
  materials: z.array(MaterialRequirement),
  limits: z.strictObject({ statutoryDays: positive, promisedDays: positive }),
  fees: z.array(FeeLine),
  form: FormDefinition,
  rules: z.array(Rule),
  flow: Flow,
})
export type ItemDefinition = z.infer<typeof ItemDefinition>
export type FeeLine = z.infer<typeof FeeLine>

/** Sum in fen; 0 means free. */
export const feeTotalFen = (fees: readonly FeeLine[]): number =>
  fees.reduce((sum, line) => sum + line.amountFen, 0)
