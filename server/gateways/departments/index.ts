/** Departments that connected once (Department Connect v1): what we may ask them and what their codes mean. */
export { connectDepartment, translateReport } from './connect-department'
export type {
  Application,
  DepartmentPort,
  DepartmentReport,
  DescribedField,
  ReportStatus,
  SentMaterial,
} from './port'
export { answerCodes, statusCodes } from './status-codes'
