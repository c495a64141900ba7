// https://www.sqlite.org/rescode.html: extended result code → the name Sequelize looks for
const names = new Map([
  [5, 'SQLITE_BUSY'],
  [8, 'SQLITE_READONLY'],
  [13, 'SQLITE_FULL'],
  [275, 'SQLITE_CONSTRAINT_CHECK'],
  [787, 'SQLITE_CONSTRAINT_FOREIGNKEY'],
  [1299, 'SQLITE_CONSTRAINT_NOTNULL'],
  [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  [1811, 'SQLITE_CONSTRAINT_TRIGGER'],
  [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
])

/** Gives a native error the `code` by which Sequelize tells a unique violation from a refused value. */
export function translateError(error: unknown): Error {
  const { message = String(error), errcode } = (error ?? {}) as { message?: string; errcode?: number }
  const code =
    errcode === undefined ? undefined : (names.get(errcode) ?? names.get(errcode & 0xff) ?? 'SQLITE_ERROR')
  return Object.assign(new Error(message, { cause: error }), code && { code })
}
