import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadPlace } from '.'

const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'tongban-words-')), 'demo')
afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }))

test('a mistake among the everyday words is named by file, line and reason', () => {
  cpSync('config/places/demo', folder, { recursive: true })
  writeFileSync(
    path.join(folder, 'synonyms.yaml'),
    'words:\n  - { say: [社保卡], mean: [社会保障卡] }\n  - { say: [], mean: [驾驶证] }\n  - { say: [低保], means: [最低生活保障] }\nfillers: []\n',
  )
  expect(() => loadPlace(folder)).toThrow(
    expect.objectContaining({
      mistakes: expect.arrayContaining([
        expect.objectContaining({ file: 'demo/synonyms.yaml', line: 3 }),
        { file: 'demo/synonyms.yaml', line: 4, reason: 'words.2.means is not known here' },
      ]),
    }),
  )
})
