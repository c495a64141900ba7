import fc from 'fast-check'
import { checkPlate } from './plate'
import { runs } from './test/random-check'

test.each([
  ['川X12345', '川X12345', 'ordinary'],
  ['川x·12a4b', '川X12A4B', 'ordinary'],
  [' 川Ｘ １２３４５ ', '川X12345', 'ordinary'],
  ['川X•12345', '川X12345', 'ordinary'],
  ['川x-d12345', '川XD12345', 'newEnergySmall'],
  ['粤BF1234 5', '粤BF12345', 'newEnergySmall'],
  ['粤BAA1234', '粤BAA1234', 'newEnergySmall'],
  ['川X12345d', '川X12345D', 'newEnergyLarge'],
  ['京A12345F', '京A12345F', 'newEnergyLarge'],
  ['川X1234挂', '川X1234挂', 'trailer'],
  ['川XA234学', '川XA234学', 'learner'],
  ['川X1234警', '川X1234警', 'police'],
  ['粤Z1234港', '粤Z1234港', 'hongKong'],
  ['粤z12b4澳', '粤Z12B4澳', 'macao'],
])('%s is %s, %s', (typed, plate, kind) => {
  expect(checkPlate(typed)).toEqual({ ok: true, plate, kind })
})

test.each([
  ['', '请填写'],
  ['X12345', '省份简称'],
  ['国X12345', '省份简称'],
  ['川112345', '第 2 位'],
  ['川XI2345', 'I 和 O'],
  ['川O12345', 'I 和 O'],
  ['川X1234', '7 位'],
  ['川X123456', '8 位新能源'],
  ['川XL12345', '8 位新能源'],
  ['川XDD123A', '8 位新能源'],
  ['川X1234567', '7 位'],
  ['川X1234港', '粤Z'],
  ['川X1234使', '7 位'],
])('%j is refused with the mend', (typed, sentence) => {
  const checked = checkPlate(typed)
  expect(checked.ok ? checked.kind : checked.why).toContain(sentence)
})

test('checking what was checked changes nothing', () => {
  const serial = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ挂学警')
  fc.assert(
    fc.property(fc.array(serial, { minLength: 5, maxLength: 6 }), chars => {
      const once = checkPlate(`川X·${chars.join('')}`)
      if (once.ok) expect(checkPlate(once.plate)).toEqual(once)
    }),
    runs(2_000),
  )
})
