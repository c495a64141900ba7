import { columns, type Database, type RowModel } from '../database'
import { blindIndexColumn, keyedMacColumn, tagged } from '../vault'

const table = 'sign_in_codes'
tagged(table, { id: 'L1', tries: 'L1', state: 'L1', created_at: 'L1', expires_at: 'L1' })

/** Neither number nor code can be read back, so no rotation touches a code: it is over before an old key may go. */
export const signInCodeColumns = {
  id: columns.id(),
  mobile_index: columns.blindIndex(),
  code_mac: columns.blindIndex(),
  tries: columns.count(),
  state: columns.identifier(16),
  created_at: columns.instant(),
  expires_at: columns.instant(),
}

export interface SignInCodeRow {
  id: string
  mobile_index: string
  code_mac: string
  tries: number
  state: 'open' | 'used' | 'replaced'
  created_at: Date
  expires_at: Date
}
export type SignInCodeModel = RowModel<SignInCodeRow>

export const defineSignInCode = ({ sequelize }: Database): SignInCodeModel =>
  sequelize.define(table, {
    ...signInCodeColumns,
    mobile_index: blindIndexColumn({ table, column: 'mobile_index', sensitivity: 'L3', purpose: 'mobile' }),
    code_mac: keyedMacColumn({ table, column: 'code_mac', sensitivity: 'L3', purpose: 'sign-in-code' }),
  })
