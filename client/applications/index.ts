/** Applying: the form of any item, its confirmation and its receipt. */
export { FormField, type FormFieldProps } from './form-field'
export { MaterialField } from './material-field'
export { useUploads, type Uploads } from './use-uploads'
