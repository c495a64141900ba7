// Lint: what the compiler does not see, and the house rules that can be read off the text.
// A rule's message is its reason. Inline exceptions are switched off: an exception belongs here, where all can see it.
import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const code = ['**/*.{ts,tsx}']
const tests = ['**/*.test.{ts,tsx}', '**/test/**']
/** Folders that run outside the product: they may read the environment and print. */
const tools = ['config', 'scripts', 'sandbox', 'e2e', 'bench'].map(folder => `${folder}/**`)

const noDestructuredEnv = [
  'VariableDeclarator[id.type="ObjectPattern"][init.object.name="process"][init.property.name="env"]',
  'VariableDeclarator[id.type="ObjectPattern"][init.name="process"]',
].map(selector => ({
  selector,
  message:
    'Never destructure process.env: the bundler replaces the exact text process.env.NAME and nothing else.',
}))
const noEnv = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only config/ reads the environment, once and checked; everything else receives values.',
}
const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message:
    'Export by name, so that one word finds it everywhere; default exports only where a tool wants them.',
}
const words = '/打卡|签到|积分|在线时长/'
const noStreaks = [
  `Literal[value=${words}]`,
  `TemplateElement[value.raw=${words}]`,
  `JSXText[value=${words}]`,
].map(selector => ({
  selector,
  message:
    'No check-ins, points or time spent online: 国办函〔2026〕12号 forbids 打卡签到, 积分排名 and 在线时长 in government apps.',
}))
const noChatter = { allow: ['error', 'warn'] }
const restrict = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules.flat()] })

const missingInWeChat = [
  ...['fetch', 'URL', 'Intl', 'FormData', 'Blob', 'TextEncoder', 'TextDecoder', 'AbortController'],
  ...['structuredClone', 'crypto', 'EventTarget', 'localStorage', 'sessionStorage', 'indexedDB'],
].map(name => ({
  name,
  message: 'The mini-program has no such global: ask client/terminal, or put it into a *.h5.ts file.',
}))
const terminalName = {
  name: 'TERMINAL',
  message:
    'Ask for a capability ({terminal.print && …}), not for the terminal; its name is known to client/terminal only.',
}

export default [
  { ignores: ['dist/', 'data/', '.cache/', 'coverage/', 'client/static/', '**/node_modules/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      ecmaVersion: 2023,
      globals: Object.fromEntries(
        [
          ...[
            'console',
            'process',
            'Buffer',
            'URL',
            'fetch',
            'require',
            'module',
            '__dirname',
            'AbortSignal',
          ],
          ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
        ].map(name => [name, 'readonly']),
      ),
    },
    rules: { ...restrict(noDestructuredEnv) },
  },
  {
    files: ['sandbox/**/assets/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['window', 'document', 'location', 'CSS', 'DOMParser', 'Element', 'FormData', 'EventSource'].map(
          name => [name, 'readonly'],
        ),
      ),
    },
  },
  ...tseslint.configs.recommended.map(config => ({ ...config, files: code })),
  {
    files: code,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { prefer: 'type-imports', fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map(name => ({ name, message: noEnv.message })) },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      ...restrict(noDestructuredEnv, noEnv, noDefaultExport),
    },
  },
  {
    files: ['server/**/*.ts', 'shared/**/*.ts'],
    ignores: tests,
    rules: { 'no-console': ['error', noChatter] },
  },
  {
    files: ['client/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'react-hooks/exhaustive-deps': 'error',
      'no-console': ['error', noChatter],
      'no-restricted-globals': ['error', ...missingInWeChat, terminalName],
      ...restrict(noDestructuredEnv, noEnv, noDefaultExport, noStreaks),
    },
  },
  {
    // Taro wants a default export from the application, its configurations and its pages.
    files: ['client/app.tsx', 'client/**/*.config.ts', 'client/{pages,packages}/**/*.tsx'],
    rules: restrict(noDestructuredEnv, noEnv, noStreaks),
  },
  { files: ['client/terminal/**', 'client/**/*.h5.{ts,tsx}'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['client/terminal/**', 'client/app.config.ts'], rules: restrict(noDestructuredEnv, noStreaks) },
  { files: tools, rules: restrict(noDestructuredEnv) },
  { files: tests, rules: { 'no-restricted-globals': 'off', ...restrict(noDestructuredEnv) } },
  {
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off', '@typescript-eslint/no-empty-object-type': 'off' },
  },
]
