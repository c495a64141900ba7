import insurance from './data/insurance.json'
import type { Application } from './department/application'
import type { Verdict } from './department/automatic'
import type { DepartmentPlan } from './department/server'
import { dayIn } from './world/clock'

type Insurance = Readonly<{ insuredRegion: string; insuredRegionName: string; kind: string; status: string }>

const records: Readonly<Record<string, Insurance>> = insurance

export const findInsurance = (idNumber: string): Insurance | undefined =>
  Object.hasOwn(records, idNumber) ? records[idNumber] : undefined

// the city and its measures are fiction; only the regulation on residence permits is a real one
const measures = (article: string) => `《云汀市异地就医备案管理办法》第${article}条`

const refuse = (opinion: string, ...articles: string[]): Verdict => ({ status: '51', opinion, articles })

/** The department's own rules; `atMs` is the sandbox's moment of the decision. */
export const judgeMedical = ({ applicant, form }: Application, atMs: number): Verdict => {
  const insured = findInsurance(applicant.idNumber)
  if (!insured) return refuse('未查询到申请人的基本医疗保险参保信息，不能办理备案。', measures('四'))
  if (insured.status === '中断') {
    return refuse('申请人的基本医疗保险处于中断状态，恢复参保后可以再次申请。', measures('四'))
  }
  if (String(form['destinationRegion']) === insured.insuredRegion) {
    return refuse(`就医地与参保地同为${insured.insuredRegionName}，本地就医不需要备案。`, measures('六'))
  }
  const permitValidTo = form['residencePermitValidTo']
  if (typeof permitValidTo === 'string' && permitValidTo !== '' && permitValidTo < dayIn(atMs)) {
    return refuse(
      `居住证已于 ${permitValidTo} 到期，请办理签注后再申请。`,
      '《居住证暂行条例》第十条',
      measures('九'),
    )
  }
  return { status: '50', opinion: '符合备案条件，准予备案。' }
}

export const medicalInsurance: DepartmentPlan = {
  titles: { 'medical-insurance': '医保局' },
  isShared: false,
  mode: 'auto',
  rules: { acceptAfterMs: 1_000, decideAfterMs: 2_000, judge: judgeMedical },
  datasets: { insurance: findInsurance },
}
