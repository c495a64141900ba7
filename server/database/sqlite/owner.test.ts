import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import nodePath from 'node:path'
import { FileOwnedElsewhere, openDatabase } from '..'

let folder: string
let url: string
const started: ChildProcessWithoutNullStreams[] = []

beforeEach(async () => {
  folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), 'tongban-owner-'))
  url = `sqlite:${nodePath.join(folder, 'test.sqlite')}`
  const database = await openDatabase(url)
  await database.sequelize.query('CREATE TABLE notes (text TEXT)')
  await database.close()
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Another process that opens the file; resolves with what it said first. */
async function otherProcess() {
  const program = nodePath.join(__dirname, 'hold-file.fixture.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, url])
  started.push(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: said.toString().trim() }
}
const kill = async (child: ChildProcessWithoutNullStreams) => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a second process is refused in one sentence that names the first', async () => {
  const database = await openDatabase(url)
  const { said } = await otherProcess()
  expect(said).toMatch(
    new RegExp(`is already in use by process ${process.pid}, running since .+; stop it first[.]$`),
  )
  expect(said).not.toContain('\n')
  await database.close()
})

test('a killed owner leaves the file free and its acknowledged writes in it', async () => {
  const { child, said } = await otherProcess()
  expect(said).toBe('holding')
  await expect(openDatabase(url)).rejects.toThrow(FileOwnedElsewhere)
  await kill(child)
  const database = await openDatabase(url)
  expect(await database.read('SELECT text FROM notes', [])).toEqual([{ text: 'acknowledged' }])
  await database.close()
})

test('a card left behind by a dead process does not matter', async () => {
  fs.writeFileSync(
    nodePath.join(folder, 'test.sqlite.owner.json'),
    JSON.stringify({ pid: 1, startedAt: 'long ago' }),
  )
  const database = await openDatabase(url)
  await database.close()
  expect(fs.existsSync(nodePath.join(folder, 'test.sqlite.owner.json'))).toBe(false)
})

test('a reading tool may look in beside the owner, and cannot write', async () => {
  const { said } = await otherProcess()
  expect(said).toBe('holding')
  const database = await openDatabase(url, { readOnly: true })
  expect(await database.read('SELECT text FROM notes', [])).toEqual([{ text: 'acknowledged' }])
  await expect(database.sequelize.query("INSERT INTO notes VALUES ('x')")).rejects.toThrow(/readonly/)
  await database.close()
})

test('a reading tool does not make a database that is not there', async () => {
  const missing = `sqlite:${nodePath.join(folder, 'missing.sqlite')}`
  await expect(openDatabase(missing, { readOnly: true })).rejects.toThrow('There is no SQLite file')
})
