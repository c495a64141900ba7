import type { Model, ModelStatic } from 'sequelize'

/** A Sequelize model whose attributes are its table's columns, by the same names: a row looks alike however it was read. */
export type RowModel<Row extends object, New extends object = Row> = ModelStatic<Model<Row, New> & Row>
