import { answerToSend, askedOf, type Correction, isAnswered, mayStay, startOf } from './correction-answer'

const text = { type: 'string', 'x-sensitivity': 'L1' } as const
const correction: Correction = {
  today: '2026-11-22',
  answerBy: '2026-12-04',
  answerIsEstimate: false,
  points: [
    { field: 'plate', message: '车牌看不清' },
    { field: 'materials.waybill', message: '请补送货单' },
    { field: 'plate', message: '请核对车牌' },
    { field: '', message: '请电话联系我们' },
  ],
  values: { plate: '云Z12345', kind: '中型货车', endOn: '2026-12-02' },
  form: {
    schema: {
      type: 'object',
      required: [],
      properties: {
        plate: { ...text, title: '车牌号' },
        kind: { ...text, title: '车辆类型' },
        endOn: { ...text, title: '到哪天结束' },
      },
    },
    layout: [
      {
        key: 'all',
        title: '全部',
        fields: [
          { key: 'plate', widget: 'pick' },
          { key: 'kind', widget: 'text' },
          { key: 'endOn', widget: 'day' },
        ],
      },
    ],
    prefill: {
      plate: {
        source: 'vehicle.vehicles',
        field: 'vehicles',
        each: { value: 'plate', title: 'plate', fills: { kind: 'kind' } },
      },
    },
  },
  askable: [
    { key: 'waybill', name: '送货单', required: false, obtain: '拍照', accept: ['image'], maxFiles: 3 },
  ],
}
const waybill = { id: 'f1', kind: 'waybill', fileName: 'a.png', mime: 'image/png', sizeBytes: 9 }
const points = askedOf(correction)
const [plate, file, remark] = points
const start = startOf(correction, [])

test('points about one field stand together, and a remark asks for nothing', () => {
  expect(points.map(({ is, path, messages }) => [is, path, messages.length])).toEqual([
    ['field', 'plate', 2],
    ['material', 'materials.waybill', 1],
    ['remark', '', 1],
  ])
  expect(remark && isAnswered(remark, start, start)).toBe(true)
})

test('what was handed in is no answer until it is changed or looked at again', () => {
  if (!plate) throw new Error('no point')
  expect(isAnswered(plate, start, start)).toBe(false)
  expect(isAnswered(plate, start, { ...start, values: { ...start.values, plate: '云ZD12345' } })).toBe(true)
  expect(isAnswered(plate, start, { ...start, unchanged: ['plate'] })).toBe(true)
  expect(isAnswered(plate, start, { ...start, values: {}, unchanged: ['plate'] })).toBe(false)
})

test('a material never handed in cannot stay as it is, and one new file answers', () => {
  if (!file) throw new Error('no point')
  expect(mayStay(file, start)).toBe(false)
  expect(isAnswered(file, start, { ...start, unchanged: [file.path] })).toBe(false)
  expect(isAnswered(file, start, { ...start, files: { waybill: [waybill] } })).toBe(true)
  const again = startOf(correction, [waybill])
  expect(isAnswered(file, again, again)).toBe(false)
  expect(isAnswered(file, again, { ...again, unchanged: [file.path] })).toBe(true)
})

test('only what was asked about is sent, with what a register fills beside it', () => {
  const values = { plate: '云ZD12345', kind: '轻型货车', endOn: '2027-01-01' }
  expect(answerToSend(correction, points, { values, files: { waybill: [waybill] }, unchanged: [] })).toEqual({
    values: { plate: '云ZD12345', kind: '轻型货车' },
    materials: { waybill: ['f1'] },
  })
})
