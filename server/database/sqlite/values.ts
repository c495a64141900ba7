/** 'model' is what Sequelize gets (flags are booleans); 'plain' is what hot reads get (flags are 0 and 1). */
export type Shape = 'model' | 'plain'

interface ColumnMetadata {
  name: string
  type: string | null
}

/** Turns what is stored in one column into what we hand out. */
export interface ColumnReader {
  name: string
  read(value: unknown): unknown
}

const storedInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \+00:00$/

const toInstant = (value: unknown): unknown =>
  typeof value === 'string' && storedInstant.test(value)
    ? new Date(`${value.slice(0, 10)}T${value.slice(11, 23)}Z`)
    : value
const toBuffer = (value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
const toJson = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value
const toFlag = (value: unknown): unknown => (value === 1 ? true : value === 0 ? false : value)

/** How an instant is stored in SQLite: text that sorts by time. */
export function storeInstant(instant: Date): string {
  const iso = instant.toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)} +00:00`
}

/** The columns of a result whose stored value differs from the value we hand out, by declared type. */
export function readersOf(columns: readonly ColumnMetadata[], shape: Shape): ColumnReader[] {
  const readers: ColumnReader[] = []
  for (const { name, type } of columns) {
    if (type === 'DATETIME') readers.push({ name, read: toInstant })
    else if (type === 'JSON') readers.push({ name, read: toJson })
    else if (type === 'BLOB') readers.push({ name, read: toBuffer })
    else if (type === 'TINYINT(1)' && shape === 'model') readers.push({ name, read: toFlag })
    // an expression such as MAX(created_at) has no declared type: its text tells
    else if (type === null) readers.push({ name, read: value => toInstant(toBuffer(value)) })
  }
  return readers
}
