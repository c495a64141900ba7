// One jest for the whole repository: pure code, the server on a real database, the client in jsdom, the built
// terminals in a real browser. `npx jest --selectProjects shared` runs one of them.
const common = {
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/$1', '^@config/(.*)$': '<rootDir>/config/$1' },
}
const node = (displayName, roots, more = {}) => ({
  ...common,
  displayName,
  roots: roots.map(root => `<rootDir>/${root}`),
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  ...more,
})

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 30_000,
  reporters: ['<rootDir>/scripts/lib/tidy-reporter.cjs'],
  projects: [
    node('shared', ['shared']),
    node('server', ['server', 'config']),
    node('sandbox', ['sandbox']),
    node('client', ['client'], {
      moduleNameMapper: { ...common.moduleNameMapper, '^@/(.*)$': '<rootDir>/client/$1' },
    }),
    node('e2e', ['e2e']),
    node('scripts', ['scripts']),
  ],
}
