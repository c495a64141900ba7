import type { ImportReport } from './import-items'
import type { QuarantineEntry } from './quarantine'
import type { RowNote } from './sort-rows'

const shown = 20

/** The report as lines for a terminal; long lists are cut after twenty and say so. */
export function printImport(report: ImportReport): string[] {
  const { source, rows, added, changed, unchanged, duplicates, quarantined, remarks } = report
  const accepted = added + changed.length + unchanged
  return [
    `${source}: ${rows} rows = ${accepted} accepted + ${duplicates.length} duplicate + ${quarantined.length} quarantined`,
    `accepted: ${added} new, ${changed.length} changed, ${unchanged} unchanged`,
    ...section(
      'changed',
      changed.map(
        ({ code, from, to }) => `${code}: ${from === to ? `${to} (other fields)` : `${from} → ${to}`}`,
      ),
    ),
    ...section('duplicate', duplicates.map(lineOf)),
    ...section('quarantined', quarantined.map(lineOf)),
    ...section(
      'accepted with a remark',
      remarks.map(({ remark, rows: count }) => `${count} × ${remark}`),
    ),
  ]
}

export const printQuarantine = (entries: readonly QuarantineEntry[]): string[] =>
  entries.length === 0
    ? ['the quarantine is empty']
    : entries.map(entry => `${entry.source} ${lineOf(entry)}`)

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : [
        `${title}:`,
        ...lines.slice(0, shown).map(line => `  ${line}`),
        ...(lines.length > shown ? [`  … and ${lines.length - shown} more`] : []),
      ]

const lineOf = ({ row, code, name, reasons }: RowNote): string =>
  `row ${row} ${name ?? code ?? ''}: ${reasons.join('; ')}`.replace(' :', ':')
