const HIDDEN = '****'
const HAN = '\\u4e00-\\u9fff'
/** Any Chinese character but the ones that end a level: 广安市 is found in 广安市广安区, not 广安市广安区…市. */
const INNER = `(?:(?![市区县])[${HAN}])`

const PROVINCE =
  /^(?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:香港|澳门)特别行政区)/
const CITY = new RegExp(
  `^(?:${INNER}{2,12}?自治州|(?:大兴安岭|阿克苏|喀什|和田|塔城|阿勒泰|阿里)地区|(?:兴安|锡林郭勒|阿拉善)盟|${INNER}{2,5}?市(?![场区]))`,
)
const DISTRICT = new RegExp(
  `^(?:沙市区|市[南北中辖]区|六枝特区|神农架林区|(?:浦东|滨海|沈北|雄安)新区|${INNER}{2,14}?自治县|${INNER}{1,4}?区|${INNER}{1,5}?县(?![城医委府道域])|${INNER}{2,5}?市(?![场区]))`,
)
// 红旗路 and 红旗小区 are everywhere; banners of that level exist only in Inner Mongolia
const BANNER = new RegExp(`^(?!红旗)${INNER}{1,13}?旗`)
const IN_INNER_MONGOLIA =
  /^内蒙古|盟$|^(?:呼和浩特|包头|乌海|赤峰|通辽|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布)市/

const NO_PLACE =
  /(?:小|社|校|厂|院|片|景|营|园|库|新|住宅|宿舍|生活|家属|工业|开发|商业|服务|办公|[一二三四五六七八九十])区$|..[东西南北中]区$|.(?:城|都|超|夜|早|菜|股)市$|[路街巷弄号栋幢座室院村组层店厦园苑]|大道/
const PLACE_ANYWAY =
  /^(?:驻马店市|厦门市|桃园市|路[南北桥]区|小店区|(?:浦东|滨海|沈北|雄安)新区|(?:[盐白聊宣运晋塔邹项禹麻应韩诸兴凤海肥丰樟增舞邓]城|永城|列城|[成昌宜于]都)市)$/

const take = (rest: string, shape: RegExp): string => {
  const found = shape.exec(rest)?.[0] ?? ''
  return NO_PLACE.test(found) && !PLACE_ANYWAY.test(found) ? '' : found
}

/**
 * An address as far as the district: 四川省广安市广安区金安大道一号 → 四川省广安市广安区****. Places are told by their shape, not
 * from a table: a doubtful address shows less, down to nothing. The hidden part always has the same length.
 */
export const maskAddress = (value: string): string => {
  const address = value.replace(/\s/g, '')
  if (address === '') return ''
  const province = PROVINCE.exec(address)?.[0] ?? ''
  const city = take(address.slice(province.length), CITY)
  const rest = address.slice(province.length + city.length)
  const district = take(rest, DISTRICT)
  const banner = district === '' && IN_INNER_MONGOLIA.test(province + city) ? take(rest, BANNER) : ''
  return province + city + district + banner + HIDDEN
}
