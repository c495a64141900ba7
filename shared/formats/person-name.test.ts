import { checkPersonName } from './person-name'

test.each([
  ['a plain name', '张三', '张三'],
  ['spaces between characters', ' 张　三 ', '张三'],
  ['a bullet as middle dot', '阿布都•热合曼', '阿布都·热合曼'],
  ['a katakana dot with spaces', '买买提 ・ 吐尔逊', '买买提·吐尔逊'],
  ['a half-width katakana dot', '古丽･阿依', '古丽·阿依'],
  ['a full-width full stop', '古丽．阿依', '古丽·阿依'],
  ['a full stop', '古丽.阿依', '古丽·阿依'],
  ['two dots', '达瓦·次仁·卓玛', '达瓦·次仁·卓玛'],
  ['a rare character outside the basic plane', '王𬭎', '王𬭎'],
  ['a rare character of the third plane', '王𰻝', '王𰻝'],
  ['a private code from an old chip', '王\ue5a5', '王\ue5a5'],
  ['the round zero', '李〇', '李〇'],
  ['a variation selector goes', '葛\u{e0100}明', '葛明'],
  ['Latin letters keep one space', 'Anna  Maria O’Neill', "Anna Maria O'Neill"],
  ['accents and hyphens', 'José-Luis Núñez', 'José-Luis Núñez'],
])('%s', (_, typed, name) => {
  expect(checkPersonName(typed)).toEqual({ ok: true, name })
})

test.each([
  ['', '请填写'],
  ['   ', '请填写'],
  ['张', '至少 2 个字'],
  ['𬭎', '至少 2 个字'],
  ['张3', '不能包含数字'],
  ['张３', '不能包含数字'],
  ['张三!', '符号'],
  ['张三😀', '符号'],
  ['<张三>', '符号'],
  ['·张三', '两段名字之间'],
  ['张三·', '两段名字之间'],
  ['古丽··阿依', '两段名字之间'],
  ['张'.repeat(51), '最多 50 个字'],
])('%j is refused with the mend', (typed, sentence) => {
  const checked = checkPersonName(typed)
  expect(checked.ok ? checked.name : checked.why).toContain(sentence)
})

test('fifty rare characters are fifty, whatever they take in memory', () => {
  expect(checkPersonName('𬭎'.repeat(50)).ok).toBe(true)
  expect(checkPersonName('𬭎'.repeat(51)).ok).toBe(false)
})
