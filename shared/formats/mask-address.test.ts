import fc from 'fast-check'
import { maskAddress } from './mask-address'
import { runs } from './test/random-check'

test.each([
  ['四川省广安市广安区金安大道一号3栋2单元501室', '四川省广安市广安区****'],
  ['四川省 广安市 岳池县 九龙街道', '四川省广安市岳池县****'],
  ['北京市朝阳区建国路88号', '北京市朝阳区****'],
  ['北京市东城区景山前街4号', '北京市东城区****'],
  ['重庆市彭水苗族土家族自治县汉葭街道', '重庆市彭水苗族土家族自治县****'],
  ['上海市浦东新区世纪大道100号', '上海市浦东新区****'],
  ['青岛市市南区香港中路', '青岛市市南区****'],
  ['湖北省荆州市沙市区北京路', '湖北省荆州市沙市区****'],
  ['台州市路桥区路北街道', '台州市路桥区****'],
  ['内蒙古自治区锡林郭勒盟正蓝旗上都镇', '内蒙古自治区锡林郭勒盟正蓝旗****'],
  ['内蒙古自治区通辽市科尔沁左翼后旗甘旗卡镇', '内蒙古自治区通辽市科尔沁左翼后旗****'],
  ['新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放路', '新疆维吾尔自治区伊犁哈萨克自治州伊宁市****'],
  ['海南省琼中黎族苗族自治县营根镇', '海南省琼中黎族苗族自治县****'],
  ['山西省晋城市城区黄华街', '山西省晋城市城区****'],
  ['四川省成都市武侯区', '四川省成都市武侯区****'],
  ['江苏省盐城市大丰区', '江苏省盐城市大丰区****'],
  ['广安区金安大道', '广安区****'],
  ['香港特别行政区中环', '香港特别行政区****'],
])('%s → %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked)
})

test.each([
  ['an estate called 小区', '广安市金安花园小区5栋', '广安市****'],
  ['an estate with a direction', '广安市阳光西区3栋', '广安市****'],
  ['an estate with a number', '广安市前进二区', '广安市****'],
  ['a street named after a flag', '广安市红旗路12号', '广安市****'],
  ['a market', '广安市农贸市场旁', '广安市****'],
  ['a county town', '河北省正定县城市广场', '河北省****'],
  ['a housing estate named after a city', '广安市城市花园', '广安市****'],
  ['a district cut off by a street', '广安市建安北路区医院', '广安市****'],
  ['nothing of the map', '我家楼下超市三楼', '****'],
  ['a number', '1234567', '****'],
  ['nothing', ' ', ''],
])('in doubt less shows: %s', (_, address, masked) => {
  expect(maskAddress(address)).toBe(masked)
})

const places = [
  '四川省广安市广安区',
  '北京市朝阳区',
  '四川省广安市岳池县',
  '重庆市城口县',
  '浙江省杭州市西湖区',
  '广安市前锋区',
  '',
]
const words =
  '金安滨江幸福阳光花园小区城市路街道巷号栋单元室村组楼大厦广场市县旗院校厂南北东西一二三12345A-'.match(
    /./gu,
  ) ?? []

test('whatever follows the district never shows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }),
      (place, rest) => {
        const masked = maskAddress(place + rest.join(''))
        const shown = masked.replace(/\*+$/, '')
        if (place !== '') expect(place.startsWith(shown)).toBe(true)
        expect(shown).toMatch(/^[^\dA-Za-z路街巷弄号栋幢座室院村组厦园苑]*$/)
        expect(maskAddress(masked)).toBe(masked)
      },
    ),
    runs(10_000),
  )
})

test('random text shows nothing but a short place at its start, and masking twice is masking once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
      const masked = maskAddress(text)
      expect(maskAddress(masked)).toBe(masked)
      expect(masked.replace(/\*/g, '').length).toBeLessThanOrEqual(40)
    }),
    runs(10_000),
  )
})
