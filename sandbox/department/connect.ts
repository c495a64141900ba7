import { Refusal, succeed } from '../http/refusal'
import { readFields, text } from '../http/fields'
import { on, type Route } from '../http/router'
import { latest, type Application } from './application'
import type { Ledger } from './ledger'
import { readSubmission, readSupplement } from './read-submission'

/** A dataset answers with what is on record about a person, or null. */
export type Datasets = Readonly<Record<string, (idNumber: string) => unknown>>

type Parts = {
  appId: string
  department: string
  ledger: Ledger
  datasets: Datasets
  arrived: (a: Application) => void
}

/** "Department Connect v1" for one verified caller. */
export const connectRoutes = ({ appId, department, ledger, datasets, arrived }: Parts): Route[] => [
  on('POST', '/v1/applications', ({ request }) => {
    const { application, isNew } = ledger.submit(appId, department, readSubmission(readFields(request)))
    if (isNew) arrived(application)
    return succeed({ receiptNo: application.receiptNo })
  }),
  on('GET', '/v1/applications/:businessNo', ({ param }) => {
    const application = ledger.find(appId, department, param('businessNo'))
    const { deliveries: _deliveries, delivered: _delivered, ...event } = latest(application)
    return succeed({ businessNo: application.businessNo, receiptNo: application.receiptNo, ...event })
  }),
  on('POST', '/v1/applications/:businessNo/supplement', ({ request, param }) => {
    const supplement = readSupplement(readFields(request))
    const application = ledger.find(appId, department, param('businessNo'))
    if (ledger.supplement(application, supplement)) arrived(application)
    return succeed()
  }),
  on('POST', '/v1/applications/:businessNo/withdraw', ({ request, param }) => {
    const reason = text(readFields(request), 'reason')
    ledger.withdraw(ledger.find(appId, department, param('businessNo')), reason)
    return succeed()
  }),
  on('POST', '/v1/query/:dataset', ({ request, param }) => {
    const idNumber = text(readFields(request), 'idNumber')
    if (!Object.hasOwn(datasets, param('dataset'))) throw new Refusal('4040', '没有这个数据集')
    return succeed(datasets[param('dataset')]?.(idNumber) ?? null)
  }),
]
