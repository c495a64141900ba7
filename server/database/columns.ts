import { DataTypes, type AbstractDataTypeConstructor, type ModelAttributeColumnOptions } from 'sequelize'

type ModelType = string | AbstractDataTypeConstructor | ModelAttributeColumnOptions['type']

/** How one kind of column is written in each engine; `check` receives the quoted column name. */
export interface ColumnSql {
  sqlite: string
  mysql: string
  check?: { sqlite?: (name: string) => string; mysql?: (name: string) => string }
}

/** A column for models and migrations alike. Spread it to change it: `{ ...columns.text(), allowNull: true }`. */
export interface Column extends ModelAttributeColumnOptions {
  sql: ColumnSql
}

const column = (type: ModelType, sql: ColumnSql): Column => ({ type, allowNull: false, sql }) as Column

const wholeSafe = (name: string) => `${name} BETWEEN -9007199254740991 AND 9007199254740991`
/** MySQL would round half a fen without a word; models refuse it on both engines. */
const onlyWhole = {
  whole(value: unknown) {
    if (value != null && !Number.isSafeInteger(value)) throw new Error('must be a whole number')
  },
}
const whole = (name: string) => `typeof(${name}) IN ('integer', 'null')`

const identifier = (bytes: number): Column =>
  column(DataTypes.STRING(bytes), {
    sqlite: `VARCHAR(${bytes})`,
    // VARBINARY, because every portable text collation of MySQL takes 'abc' and 'abc ' for the same
    mysql: `VARBINARY(${bytes})`,
    check: { sqlite: name => `length(CAST(${name} AS BLOB)) <= ${bytes}` },
  })

const mysqlText = 'MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'

/** The one list of column kinds. Every column is NOT NULL unless said otherwise. */
export const columns = {
  /** Primary key: a string id of ours. */
  id: (): Column => ({ ...identifier(36), primaryKey: true }),
  /** A word compared byte by byte, at most `length` UTF-8 bytes; 'ABC', 'abc' and 'abc ' are three. */
  identifier,
  /** Text to show, up to 16 MB; compare and index identifiers instead. */
  text: (): Column => column(DataTypes.TEXT('medium'), { sqlite: 'TEXT', mysql: mysqlText }),
  /** Money in whole fen, within ±2^53. */
  fen: (): Column => ({
    ...column(DataTypes.BIGINT, {
      sqlite: 'BIGINT',
      mysql: 'BIGINT',
      check: { sqlite: name => `${whole(name)} AND ${wholeSafe(name)}`, mysql: wholeSafe },
    }),
    validate: onlyWhole,
  }),
  /** A whole number up to 2^31 - 1. */
  count: (): Column => ({
    ...column(DataTypes.INTEGER, {
      sqlite: 'INTEGER',
      mysql: 'INT',
      check: { sqlite: name => `${whole(name)} AND ${name} BETWEEN -2147483648 AND 2147483647` },
    }),
    validate: onlyWhole,
  }),
  /** A moment in UTC, to the millisecond: Date. */
  instant: (): Column => column(DataTypes.DATE(3), { sqlite: 'DATETIME', mysql: 'DATETIME(3)' }),
  /** A calendar day: 'YYYY-MM-DD'. */
  day: (): Column => column(DataTypes.DATEONLY, { sqlite: 'DATE', mysql: 'DATE' }),
  /** Yes or no: boolean in models, 0 or 1 in hot reads. */
  flag: (): Column => column(DataTypes.BOOLEAN, { sqlite: 'TINYINT(1)', mysql: 'TINYINT(1)' }),
  /** A JSON value. */
  json: (): Column => column(DataTypes.JSON, { sqlite: 'JSON', mysql: 'JSON' }),
  /** The envelope of an encrypted value: text, exact to the byte. */
  sealed: (): Column => column(DataTypes.TEXT('medium'), { sqlite: 'TEXT', mysql: mysqlText }),
  /** The keyed digest by which an encrypted value is found again. */
  blindIndex: (): Column => identifier(64),
  /** Raw bytes: Buffer. */
  bytes: (): Column => column(DataTypes.BLOB('long'), { sqlite: 'BLOB', mysql: 'LONGBLOB' }),
  /** Counts the changes of a row, from 0. */
  version: (): Column => ({
    ...column(DataTypes.INTEGER, { sqlite: 'INTEGER', mysql: 'INT' }),
    defaultValue: 0,
  }),
}
