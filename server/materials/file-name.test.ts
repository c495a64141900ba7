import fc from 'fast-check'
import { safeFileName } from './file-name'

const jpg = (given: string): string => safeFileName(given, 'image/jpeg')

test.each([
  ['身份证正面.jpeg', '身份证正面.jpg'],
  ['IMG 0001.HEIC', 'IMG 0001.jpg'],
  ['C:\\fakepath\\结婚证.png', '结婚证.jpg'],
  ['../../../etc/passwd', 'passwd.jpg'],
  ['photo.php.jpg', 'photo_php.jpg'],
  ['photo.exe', 'photo.jpg'],
  ['a\0b.jpg', 'b.jpg'],
  ['合同\u202egpj.exe', '合同gpj.jpg'],
  ['a\u200bb\u2066c\u2028d\r\ne.jpg', 'abcde.jpg'],
  ['con"<>|?*:.jpg', 'con.jpg'],
  ['.htaccess', 'htaccess.jpg'],
  ['.jpg', '材料.jpg'],
  ['   ', '材料.jpg'],
  ['', '材料.jpg'],
  ['\ud800.jpg', '材料.jpg'],
  ['e\u0301te\u0301.jpg', 'été.jpg'],
])('%j is shown as %s', (given, shown) => {
  expect(jpg(given)).toBe(shown)
})

test('the extension is the true one', () => {
  expect(safeFileName('a.jpg', 'application/pdf')).toBe('a.pdf')
  expect(safeFileName('a.webp', 'image/png')).toBe('a.png')
})

test('a long name keeps its beginning and whole characters', () => {
  expect(jpg('长'.repeat(300))).toBe(`${'长'.repeat(76)}.jpg`)
  expect([...jpg('😀'.repeat(300))]).toHaveLength(80)
})

test('whatever comes in, what comes out is one short, visible name with one extension', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), given => {
      const shown = jpg(given)
      expect(shown).toMatch(/^[^./\\<>:"|?*%]+\.jpg$/)
      expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      expect([...shown].length).toBeLessThanOrEqual(80)
    }),
    { seed },
  )
})
