/** The working calendar every time limit is counted with. The rules live in `@shared/formats/working-days`. */
export type { Calendar } from '@shared/formats/working-days'
export { createCalendar } from './create-calendar'
