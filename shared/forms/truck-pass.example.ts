import type { FormDefinition } from './definition'

/** A form with every widget and condition the tests speak about: 货车通行证. */
export const truckPass: FormDefinition = {
  schema: {
    type: 'object',
    properties: {
      applicantName: { type: 'string', title: '申请人姓名', format: 'person-name', 'x-sensitivity': 'L3' },
      idNumber: { type: 'string', title: '身份证号码', format: 'id-number', 'x-sensitivity': 'L4' },
      mobile: { type: 'string', title: '手机号码', format: 'mobile', 'x-sensitivity': 'L3' },
      plate: { type: 'string', title: '车牌号码', format: 'plate', 'x-sensitivity': 'L3' },
      loadTons: {
        type: 'number',
        title: '核定载质量（吨）',
        minimum: 0.1,
        maximum: 50,
        multipleOf: 0.01,
        'x-sensitivity': 'L1',
      },
      purpose: {
        type: 'string',
        title: '运输用途',
        oneOf: [
          { const: 'food', title: '生活物资' },
          { const: 'dangerous', title: '危险货物' },
        ],
        'x-sensitivity': 'L1',
      },
      permitNumber: {
        type: 'string',
        title: '危险货物运输许可证号',
        pattern: '^[0-9]{12}$',
        'x-error': '应为 12 位数字，请对照道路运输证核对',
        'x-sensitivity': 'L2',
      },
      roads: {
        type: 'array',
        title: '通行路段',
        items: { enum: ['bridge', 'ring'] },
        uniqueItems: true,
        minItems: 1,
        'x-sensitivity': 'L1',
      },
      startOn: {
        type: 'string',
        title: '开始日期',
        format: 'day',
        'x-earliest': 'today+1',
        'x-latest': 'today+30',
        'x-sensitivity': 'L1',
      },
      drivers: { type: 'string', title: '驾驶人', maxLength: 200, 'x-sensitivity': 'L3' },
      truthful: {
        type: 'boolean',
        title: '承诺内容真实',
        const: true,
        'x-error': '请阅读并勾选“承诺内容真实”',
        'x-sensitivity': 'L1',
      },
    },
    required: [
      'applicantName',
      'idNumber',
      'mobile',
      'plate',
      'purpose',
      'permitNumber',
      'startOn',
      'truthful',
    ],
    if: { properties: { purpose: { const: 'food' } }, required: ['purpose'] },
    then: { required: ['roads'] },
  },
  layout: [
    {
      key: 'person',
      title: '申请人',
      fields: [
        { key: 'applicantName', widget: 'text' },
        { key: 'idNumber', widget: 'text' },
        { key: 'mobile', widget: 'text' },
      ],
    },
    {
      key: 'vehicle',
      title: '车辆与路线',
      fields: [
        { key: 'plate', widget: 'pick' },
        { key: 'loadTons', widget: 'number' },
        { key: 'purpose', widget: 'choice' },
        { key: 'permitNumber', widget: 'text', showWhen: { '==': [{ var: 'purpose' }, 'dangerous'] } },
        {
          key: 'roads',
          widget: 'choices',
          options: [
            { value: 'bridge', title: '渠江大桥' },
            { value: 'ring', title: '环城路' },
          ],
        },
        { key: 'startOn', widget: 'day' },
        { key: 'drivers', widget: 'longtext', showWhen: { '>': [{ var: 'loadTons' }, 12] } },
        { key: 'truthful', widget: 'yesno' },
      ],
    },
  ],
  prefill: {
    applicantName: { source: 'population.resident', field: 'name' },
    idNumber: { source: 'population.resident', field: 'idNumber' },
    mobile: { source: 'account.profile', field: 'contact.mobile' },
    plate: {
      source: 'vehicles.owned',
      field: 'vehicles',
      each: { value: 'plate', title: 'label', fills: { loadTons: 'load.tons' } },
    },
  },
}
