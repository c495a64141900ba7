/** A query as a person types it and the item that belongs among the first three answers. */
export interface LabelledQuery {
  q: string
  /** Code of an own item, or the exact name of an imported one. */
  expect: string
  way: 'name' | 'pinyin' | 'initials' | 'synonym' | 'order' | 'everyday' | 'typo' | 'mixed'
}

const rows = (
  expected: string,
  lines: readonly (readonly [LabelledQuery['way'], string])[],
): LabelledQuery[] => lines.map(([way, q]) => ({ q, expect: expected, way }))

/** Labelled by hand before the search was written. */
export const ownQueries: readonly LabelledQuery[] = [
  ...rows('YT-YB-001', [
    ['name', '异地就医备案'],
    ['initials', 'ydjy'],
    ['pinyin', 'yidijiuyi'],
    ['typo', '异地就衣备案'],
    ['everyday', '去外地看病怎么报销'],
    ['mixed', '异地jiuyi'],
    ['order', '备案 异地就医'],
  ]),
  ...rows('YT-CL-001', [
    ['name', '货车通行证'],
    ['initials', 'hctxz'],
    ['pinyin', 'huochetongxingzheng'],
    ['typo', '货车行通证'],
    ['synonym', '卡车通行证'],
    ['everyday', '大货车进城'],
  ]),
  ...rows('YT-CL-002', [
    ['synonym', '驾照丢了'],
    ['pinyin', 'jiazhao'],
    ['typo', '驾驶正补办'],
    ['order', '换证 驾驶证'],
  ]),
  ...rows('YT-DA-001', [
    ['everyday', '查老档案'],
    ['initials', 'dacxfy'],
  ]),
  ...rows('YT-GA-001', [
    ['everyday', '居住证快过期了'],
    ['typo', '居住证签住'],
    ['initials', 'jzzqz'],
  ]),
  ...rows('YT-GA-002', [
    ['everyday', '入职要无犯罪证明'],
    ['pinyin', 'wufanzuijilu'],
    ['typo', '无犯罪纪录证明'],
  ]),
  ...rows('YT-GA-003', [
    ['everyday', '户口迁到老婆家'],
    ['order', '户口迁移 夫妻'],
    ['initials', 'fqtk'],
  ]),
  ...rows('YT-GJ-001', [
    ['everyday', '公积金交房租'],
    ['mixed', '公积金zufang'],
    ['initials', 'tqgjj'],
    ['typo', '租房提取公基金'],
  ]),
  ...rows('YT-MZ-001', [
    ['everyday', '我要结婚'],
    ['pinyin', 'hunyindengji'],
  ]),
  ...rows('YT-MZ-002', [
    ['synonym', '老人补贴'],
    ['typo', '高铃津贴'],
  ]),
  ...rows('YT-MZ-003', [
    ['everyday', '残疾人补助'],
    ['typo', '残疾人两项补'],
  ]),
  ...rows('YT-RS-001', [
    ['everyday', '社保卡不见了'],
    ['mixed', '补sbk'],
  ]),
  ...rows('YT-RS-002', [['everyday', '找不到工作怎么办']]),
  ...rows('YT-RS-003', [
    ['everyday', '打零工交社保有补贴吗'],
    ['order', '社保补贴 灵活就业'],
  ]),
  ...rows('YT-SJ-001', [
    ['everyday', '办个营业执照'],
    ['typo', '个体工商户设立登计'],
  ]),
  ...rows('YT-YB-002', [
    ['everyday', '生孩子能领多少钱'],
    ['pinyin', 'shengyujintei'],
  ]),
]

/** Over the published list of a real district; only meaningful where that list is imported. */
export const importedQueries: readonly LabelledQuery[] = [
  ...rows('教师资格认定', [['name', '教师资格认定']]),
  ...rows('失业保险金申领', [
    ['name', '失业保险金申领'],
    ['everyday', '怎么领失业金'],
  ]),
  ...rows('结婚登记预约', [['pinyin', 'jiehundengjiyuyue']]),
  ...rows('社会保障卡挂失', [
    ['pinyin', 'shehuibaozhangkaguashi'],
    ['synonym', '社保卡丢了'],
    ['order', '挂失社保卡'],
  ]),
  ...rows('河道采砂许可', [['pinyin', 'he dao cai sha xu ke']]),
  ...rows('校车使用许可', [['initials', 'xcsyxk']]),
  ...rows('离婚登记预约', [
    ['initials', 'lhdjyy'],
    ['mixed', '离婚yuyue'],
  ]),
  ...rows('补领结婚证', [['initials', 'bljhz']]),
  ...rows('最低生活保障', [['synonym', '低保']]),
  ...rows('机动车驾驶员培训备案', [['synonym', '驾校备案']]),
  ...rows('互联网上网服务营业场所经营单位注销审批', [['synonym', '网吧注销']]),
  ...rows('网络预约出租汽车运输证发放（补办）', [['synonym', '网约车运输证补办']]),
  ...rows('公司设立登记', [['everyday', '开公司']]),
  ...rows('个体工商户注销登记', [['synonym', '注销个体户']]),
  ...rows('企业职工基本养老保险正常退休申请', [['everyday', '企业职工退休']]),
  ...rows('80周岁以上老年人高龄津贴发放', [['everyday', '80岁老人高龄补贴']]),
  ...rows('商品房预售许可', [
    ['everyday', '卖房预售证'],
    ['typo', '商品预售许可'],
  ]),
  ...rows('食品(含保健食品)经营许可核发', [['everyday', '开饭店']]),
  ...rows('幼儿园设立审批', [['everyday', '开幼儿园']]),
  ...rows('养老机构设立备案', [['synonym', '养老院备案']]),
  ...rows('林木采伐许可证核发（县级权限）', [['everyday', '砍树']]),
  ...rows('护士新办执业注册', [['order', '注册护士新办']]),
  ...rows('医师执业证书遗失补办', [['order', '补办 医师证书']]),
  ...rows('失业登记', [
    ['typo', '失业登己'],
    ['typo', 'shiyedengi'],
  ]),
  ...rows('律师及律所投诉指引', [['typo', '律师投诉指隐']]),
  ...rows('取水许可证新办审批', [['typo', '取水许可证的新办审批']]),
  ...rows('公租房租金缴纳', [['typo', '公租房金租缴纳']]),
  ...rows('烟花爆竹经营（零售）许可证核发', [['typo', '烟花暴竹零售']]),
  ...rows('社会保障卡启用（激活）', [['mixed', '社保ka激活']]),
  ...rows('个体工商户变更登记（备案）', [['mixed', '个体户biangeng']]),
  ...rows('货物运输车辆道路运输证办理（补办）', [['order', '道路运输证办理(补办)货物']]),
  ...rows('创业担保贷款申请', [['everyday', '创业贷款']]),
  ...rows('孤儿救助资格认定及基本生活费发放', [['everyday', '孤儿补助']]),
  ...rows('代开增值税专用发票（县级行使）', [['everyday', '开发票 专票']]),
  ...rows('开具无欠税证明', [['name', '无欠税证明']]),
  ...rows('设置大型户外广告的审批', [['everyday', '户外广告牌']]),
  ...rows('就业登记', [['order', '人社局 就业登记']]),
]

export const labelledQueries: readonly LabelledQuery[] = [...ownQueries, ...importedQueries]
