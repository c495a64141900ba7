/** What a gateway code means for the message: try again, or never. */
export type SmsMeaning = 'sent' | 'later' | 'never'

/**
 * Alibaba Cloud Dysmsapi error codes → our meaning (https://help.aliyun.com/document_detail/101346.html). A code that
 * is not here is reported and tried again, never guessed to be final.
 */
export const smsCodes = new Map<string, SmsMeaning>([
  ['OK', 'sent'],
  ['isv.BUSINESS_LIMIT_CONTROL', 'later'],
  ['isv.OUT_OF_SERVICE', 'later'],
  ['isp.SYSTEM_ERROR', 'later'],
  ['isv.MOBILE_NUMBER_ILLEGAL', 'never'],
  ['isv.MOBILE_COUNT_OVER_LIMIT', 'never'],
  ['isv.SMS_TEMPLATE_ILLEGAL', 'never'],
  ['isv.SMS_SIGNATURE_ILLEGAL', 'never'],
  ['isv.TEMPLATE_MISSING_PARAMETERS', 'never'],
  ['isv.INVALID_JSON_PARAM', 'never'],
  ['isv.INVALID_PARAMETERS', 'never'],
  ['isv.BLACK_KEY_CONTROL_LIMIT', 'never'],
  ['isv.AMOUNT_NOT_ENOUGH', 'later'],
])
