import { addDays, type Day, daysBetween, weekdayOf } from '../day'
import type { Calendar } from '../working-days'

// copied by hand from the notices of the State Council for 2024, 2025 and 2026: [first day off, last day off]
const OFF: readonly (readonly [Day, Day])[] = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const WORKED_WEEKENDS =
  '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'

const off = new Set(
  OFF.flatMap(([from, to]) => Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))),
)
const worked = new Set(WORKED_WEEKENDS.split(' '))

/** The calendar of 2024–2026 for tests of pure code; the server's comes from `server/calendar`. */
export const sampleCalendar: Calendar = {
  isWorkday: day => worked.has(day) || (!off.has(day) && weekdayOf(day) <= 5),
  publishedUntil: '2026-12-31',
  version: 'notices 2024–2026',
}
