import { classify } from './classify'

test.each([
  ['SELECT 1', 'read'],
  ["  -- a note\n /* and another */ select 'insert into x'", 'read'],
  ['WITH a AS (SELECT 1) SELECT * FROM a', 'read'],
  ["WITH a AS (SELECT 'delete from x' AS `update`) SELECT * FROM a", 'read'],
  ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', 'write'],
  ['with a as (select 1) update t set n = 1', 'write'],
  ['WITH a AS (SELECT 1)\nDELETE FROM t', 'write'],
  ['INSERT INTO t VALUES (1)', 'write'],
  ['/* hidden */ DELETE FROM t', 'write'],
  ['PRAGMA table_info(`t`)', 'read'],
  ['PRAGMA user_version = 3', 'write'],
  ['VACUUM', 'write'],
  ['SAVEPOINT `a`', 'write'],
  ['BEGIN DEFERRED TRANSACTION;', 'begin'],
  ['COMMIT;', 'commit'],
  ['ROLLBACK;', 'rollback'],
  ['ROLLBACK TO SAVEPOINT `a`;', 'write'],
  ['START TRANSACTION', 'begin'],
])('%s is a %s', (sql, kind) => {
  expect(classify(sql)).toBe(kind)
})
