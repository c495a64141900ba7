/** Forms: one definition that asks on every screen and judges on the server. */
export { isBlank } from './bounded-copy'
export { checkForm } from './check-form'
export { checkSchema, type SchemaProblem } from './check-schema'
export { dayOfBound } from './day-bound'
export {
  FieldSchema,
  FormDefinition,
  layoutFields,
  LayoutField,
  Option,
  Prefill,
  Section,
  Sensitivity,
  Widget,
} from './definition'
export { describeValue } from './describe-value'
export { prefillForm, type Pick, type PrefilledForm } from './prefill-form'
export { requiredCount, requiredFields } from './required-fields'
export { validateForm } from './validate-form'
export {
  prefilledShare,
  readForm,
  storedValues,
  visibleValues,
  type FormContext,
  type Values,
} from './visible-values'
