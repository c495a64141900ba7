import { refuse, type Refused } from './refused'

export interface PersonName {
  ok: true
  name: string
}

const DOTS = /[·•‧・･∙⋅●⸱．]/g
const INVISIBLE =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
// 〇, 々, the basic block, compatibility forms, every plane of rare characters, and the private codes that older
// identity-card chips carry for characters Unicode did not have yet
const HAN = '〇々\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ue000-\\uf8ff\\u{20000}-\\u{3fffd}'
const LATIN = "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f'\\- "
const ALLOWED = new RegExp(`^[${HAN}${LATIN}·]+$`, 'u')
const BETWEEN_HAN = new RegExp(`(?<before>[${HAN}·]) +(?=[${HAN}·])`, 'gu')
const DOT_AFTER_HAN = new RegExp(`(?<before>[${HAN}])[.。](?=[${HAN}])`, 'gu')

/**
 * A person's name as it stands on the document: 2–50 characters, counted as people see them. All middle dots become
 * · (U+00B7), the form of the identity-card system; no Unicode normalisation, it would swap rare characters.
 */
export const checkPersonName = (value: string): PersonName | Refused => {
  const name = value
    .replace(INVISIBLE, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
    .replace(/[’‘＇]/g, "'")
    .replace(DOTS, '·')
    .replace(DOT_AFTER_HAN, '$<before>·')
    .replace(/ ?· ?/g, '·')
    .replace(BETWEEN_HAN, '$<before>')
  if (name === '') return refuse('请填写姓名，与证件上的姓名一致。')
  if (/[0-9０-９]/.test(name)) return refuse('姓名不能包含数字，请按证件上的姓名填写。')
  if (!ALLOWED.test(name)) return refuse('姓名含有不能使用的符号，请只填写证件上的姓名，间隔号用“·”。')
  if (/^[·' -]|[·' -]$|··/.test(name)) return refuse('姓名中的间隔号应在两段名字之间，请核对。')
  const length = Array.from(name).length
  if (length < 2) return refuse('姓名至少 2 个字，请按证件上的姓名填写。')
  if (length > 50) return refuse('姓名最多 50 个字，请按证件上的姓名填写。')
  return { ok: true, name }
}
