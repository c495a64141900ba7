/** What a department says about an application, in our words. */
export type ReportStatus =
  | 'received'
  | 'accepted'
  | 'notAccepted'
  | 'correctionRequired'
  | 'correctionReceived'
  | 'underReview'
  | 'granted'
  | 'refused'
  | 'withdrawn'

export interface DepartmentReport {
  eventNo: string
  status: ReportStatus
  receiptNo: string | null
  opinion: string | null
  articles: string[]
  /** 补正 points, all at once; empty unless the status is `correctionRequired`. */
  points: { field: string; message: string }[]
}

export interface SentMaterial {
  materialId: string
  name: string
  kind: string
  mime: string
  size: number
  /** Of the content, in hex. */
  sha256: string
  /** Where the department fetches it, signed; not a public address. */
  url: string
}

export interface Application {
  /** Ours; the department treats a second one with the same number as the first. */
  businessNo: string
  itemCode: string
  itemName: string
  submittedAt: string
  /** `mobile` is null once the number answers for somebody else. */
  applicant: { name: string; idNumber: string; mobile: string | null }
  form: Record<string, unknown>
  fields: DescribedField[]
  materials: SentMaterial[]
}

/** One field of the form, or one material, in the words of the citizen's screen. */
export interface DescribedField {
  field: string
  label: string
  text: string | null
}

/** One department as the rest of the server sees it. Every call may throw OutsideError. */
export interface DepartmentPort {
  submit(application: Application, signal: AbortSignal): Promise<{ receiptNo: string }>
  supplement(
    businessNo: string,
    answer: Pick<Application, 'form' | 'fields' | 'materials'> & { round: number },
    signal: AbortSignal,
  ): Promise<void>
  /** `tooLate` when the department has decided already. */
  withdraw(businessNo: string, signal: AbortSignal): Promise<'withdrawn' | 'tooLate'>
  /** The latest report, or null when the department does not know the number. */
  latestReport(businessNo: string, signal: AbortSignal): Promise<DepartmentReport | null>
  /** A record of one of its datasets about one person, or null when there is none. */
  query(dataset: string, idNumber: string, signal: AbortSignal): Promise<Record<string, unknown> | null>
}
