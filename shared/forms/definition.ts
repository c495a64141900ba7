import * as z from 'zod/mini'
import { JsonLogic } from '../rules'
import { formatNames } from './field-formats'

const text = z.string().check(z.minLength(1), z.maxLength(500))

/** A field's key: it becomes a property name in stored applications, so it is never one that objects already have. */
export const FieldKey = z
  .string()
  .check(z.regex(/^(?!(?:constructor|prototype|toString|valueOf|hasOwnProperty)$)[a-z][A-Za-z0-9]{0,63}$/))

/** A dotted path in a source's answer, e.g. `household.members`. */
const SourcePath = z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+){0,7}$/))

/** 数据分级 (sensitivity): L1 public … L4 most sensitive; decides masking, encryption and export. */
export const Sensitivity = z.enum(['L1', 'L2', 'L3', 'L4'])
export type Sensitivity = z.infer<typeof Sensitivity>

/** One field: JSON Schema 2020-12 with the keywords of `allowed-keywords.ts`; `checkForm` looks at the rest. */
export const FieldSchema = z.looseObject({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']),
  /** The label. */
  title: text,
  /** The hint below the label. */
  description: z.optional(text),
  format: z.optional(z.enum(formatNames)),
  'x-sensitivity': Sensitivity,
  /** Own sentence for a wrong value: what is wrong and how to mend it. */
  'x-error': z.optional(text),
})
export type FieldSchema = z.infer<typeof FieldSchema>

export const Widget = z.enum([
  'text',
  'longtext',
  'number',
  'choice',
  'choices',
  'day',
  'region',
  'yesno',
  /** One of a list that a source answered with, e.g. one of my vehicles. */
  'pick',
])
export type Widget = z.infer<typeof Widget>

export const Option = z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]), title: text })
export type Option = z.infer<typeof Option>

export const LayoutField = z.strictObject({
  key: FieldKey,
  widget: Widget,
  /** Shown, asked and stored only while this holds; it may read only fields that stand before this one. */
  showWhen: z.optional(JsonLogic),
  /** Names of the choices, where the schema lists values without names. */
  options: z.optional(z.array(Option)),
})
export type LayoutField = z.infer<typeof LayoutField>

export const Section = z.strictObject({
  key: FieldKey,
  title: text,
  hint: z.optional(text),
  fields: z.array(LayoutField).check(z.minLength(1)),
})
export type Section = z.infer<typeof Section>

export const Prefill = z.strictObject({
  /** Who knows it, e.g. `population.resident`. */
  source: z.string().check(z.regex(/^[a-z][a-z0-9-]*(?:\.[a-z][A-Za-z0-9-]*)*$/)),
  /** Where in the source's answer the value stands; with `each`, where the list stands. */
  field: SourcePath,
  /** Every element offers one choice: paths inside the element. `fills` sets further fields from the chosen one. */
  each: z.optional(
    z.strictObject({
      value: SourcePath,
      title: SourcePath,
      fills: z.optional(z.record(FieldKey, SourcePath)),
    }),
  ),
  /** The value must still be the source's when the application is handed in; what a pick fills is always locked. */
  locked: z.optional(z.boolean()),
})
export type Prefill = z.infer<typeof Prefill>

/** A form as an item's file holds it. This is its shape; `checkForm` says whether its parts fit together. */
export const FormDefinition = z.strictObject({
  schema: z.looseObject({
    type: z.literal('object'),
    properties: z.record(FieldKey, FieldSchema),
    required: z.array(FieldKey),
  }),
  layout: z.array(Section).check(z.minLength(1)),
  prefill: z.optional(z.record(FieldKey, Prefill)),
})
export type FormDefinition = z.infer<typeof FormDefinition>

/** The fields in the order a person meets them. */
export const layoutFields = (form: FormDefinition): LayoutField[] =>
  form.layout.reduce<LayoutField[]>((all, section) => all.concat(section.fields), [])
