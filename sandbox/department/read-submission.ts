import { Refusal } from '../http/refusal'
import { httpUrl, isFields, list, object, optionalText, text, wholeNumber, type Fields } from '../http/fields'
import type { Correction, Described, Material, Status, Submission, Supplement } from './application'
import { statusWords } from './application'

const largestMaterialBytes = 1024 * 1024 * 1024

const readMaterials = (fields: Fields): Material[] =>
  list(fields, 'materials').map((value, index) => {
    const where = `materials[${index}].`
    if (!isFields(value)) throw new Refusal('4001', `缺少或错误的字段：materials[${index}]`)
    const sha256 = text(value, 'sha256', where)
    if (!/^[0-9a-f]{64}$/i.test(sha256)) throw new Refusal('4001', `缺少或错误的字段：${where}sha256`)
    return {
      materialId: text(value, 'materialId', where),
      name: text(value, 'name', where),
      kind: text(value, 'kind', where),
      mime: text(value, 'mime', where),
      size: wholeNumber(value, 'size', 0, largestMaterialBytes, where),
      sha256: sha256.toLowerCase(),
      url: httpUrl(value, 'url', where),
    }
  })

const readDescribed = (fields: Fields): Described[] =>
  fields['fields'] === undefined
    ? []
    : list(fields, 'fields').map((value, index) => {
        const where = `fields[${index}].`
        if (!isFields(value)) throw new Refusal('4001', `缺少或错误的字段：fields[${index}]`)
        const said = value['text']
        return {
          field: text(value, 'field', where),
          label: text(value, 'label', where),
          text: typeof said === 'string' && said !== '' ? said : null,
        }
      })

/** Throws Refusal 4001 naming the field. */
export const readSubmission = (fields: Fields): Submission => {
  const applicant = object(fields, 'applicant')
  const submittedAt = text(fields, 'submittedAt')
  if (Number.isNaN(Date.parse(submittedAt))) throw new Refusal('4001', '缺少或错误的字段：submittedAt')
  return {
    businessNo: text(fields, 'businessNo'),
    itemCode: text(fields, 'itemCode'),
    itemName: text(fields, 'itemName'),
    submittedAt,
    applicant: {
      name: text(applicant, 'name', 'applicant.'),
      idNumber: text(applicant, 'idNumber', 'applicant.'),
      // a person whose number was handed on has none
      mobile: optionalText(applicant, 'mobile'),
    },
    form: object(fields, 'form'),
    fields: readDescribed(fields),
    materials: readMaterials(fields),
  }
}

/** Throws Refusal 4001 naming the field. */
export const readSupplement = (fields: Fields): Supplement => ({
  round: wholeNumber(fields, 'round', 1, 1000),
  form: object(fields, 'form'),
  fields: readDescribed(fields),
  materials: readMaterials(fields),
})

/** A status as text or number. Throws Refusal 4001. */
export const readStatus = (fields: Fields): Status => {
  const value = String(fields['status'])
  if (!Object.hasOwn(statusWords, value)) throw new Refusal('4001', '缺少或错误的字段：status')
  return value as Status
}

export const readCorrections = (fields: Fields): Correction[] =>
  list(fields, 'corrections').map((value, index) => {
    if (!isFields(value)) throw new Refusal('4001', `缺少或错误的字段：corrections[${index}]`)
    const where = `corrections[${index}].`
    return { field: text(value, 'field', where), message: text(value, 'message', where) }
  })

export const readArticles = (fields: Fields): string[] =>
  list(fields, 'articles').map((value, index) => {
    if (typeof value !== 'string' || value.trim() === '') {
      throw new Refusal('4001', `缺少或错误的字段：articles[${index}]`)
    }
    return value
  })
