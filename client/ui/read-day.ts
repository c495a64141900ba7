/**
 * Reads a day the way people write one: 2026-1-31, 2026/01/31, 2026.1.31, 2026年1月31日, 20260131.
 * Returns 'YYYY-MM-DD', or undefined when it is not a day of the calendar.
 */
export function readDay(text: string): string | undefined {
  const found =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim()) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim())
  if (!found) return undefined
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${found[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
