import { checkPage, checkScript } from './check-output'

test.each([
  ['code from a string', 'eval("1")'],
  ['code from a string', 'new Function("return this")()'],
  ['code from a string', 'setTimeout("go()", 1)'],
  ['look-behind', '/(?<=a)b/.test(x)'],
  ['look-behind', 'new RegExp("(?<!a)b")'],
  ['too young', 'Object.hasOwn(a, "b")'],
  ['too young', 'list.at(-1)'],
  ['too young', 'structuredClone(a)'],
  ['not ES2018', 'a?.b'],
  ['not ES2018', 'try {} catch {}'],
])('%s is found in %s', (fault, code) => {
  expect(checkScript(code)).toEqual([expect.stringContaining(fault)])
})

test('what the oldest engines understand passes', () => {
  expect(
    checkScript('const f = async ({ a, ...rest }) => { for await (const x of a) yes(x, /(?<year>\\d+)/u) }'),
  ).toEqual([])
})

test('a page carries neither inline scripts nor inline handlers', () => {
  expect(checkPage('<script src="a.js"></script><p>one</p>')).toEqual([])
  expect(checkPage('<script>go()</script><p onclick="go()">')).toEqual([
    'inline script',
    'inline handler onclick',
  ])
})
