// Who may import whom. Every rule's comment is its reason; `npm run check` prints it beside the import it refuses.
const { existsSync, readdirSync } = require('node:fs')
const path = require('node:path')

const TEST = '([.]test[.]tsx?|/test/.*)$'
const OURS = '^(shared|server|client|config|sandbox|e2e|bench|scripts)/'

/** Serve every room and stand above none of them. */
const MACHINERY = ['http', 'database', 'vault', 'audit', 'jobs', 'clock', 'calendar', 'limits', 'telemetry']
const hasDoor = folder => existsSync(path.join(process.cwd(), 'server', folder, 'index.ts'))
const doorless = MACHINERY.filter(folder => !hasDoor(folder))
const gateways = existsSync('server/gateways') ? readdirSync('server/gateways', { withFileTypes: true }) : []
const doorlessGateways = gateways
  .filter(entry => entry.isDirectory() && !hasDoor(`gateways/${entry.name}`))
  .map(entry => entry.name)
const any = names => (names.length > 0 ? `(${names.join('|')})` : '(?!)')

/** What may be reached in a folder of the server from outside it. */
const SERVER_DOORS = [
  '^server/[^/]+/index[.]ts$',
  `^server/${any(doorless)}/`,
  '^server/gateways/[^/]+[.]ts$',
  '^server/gateways/[^/]+/index[.]ts$',
  `^server/gateways/${any(doorlessGateways)}/`,
]
const CLIENT_MACHINERY = '(ui|api|terminal|pages|packages|kiosk|types|test|words|preferences|static)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-is-pure',
      comment:
        'shared/ runs in the mini-program, the browser and the server: besides itself it knows only zod, @cfworker/json-schema and json-logic-js.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: {
        pathNot: ['^shared/', 'node_modules/(zod|@cfworker/json-schema|json-logic-js|@types/json-logic-js)/'],
      },
    },
    {
      name: 'shared-knows-nobody',
      comment:
        'shared/ is below everything, its tests included: what both sides agree on cannot depend on one side.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|client|config|scripts)/' },
    },
    {
      name: 'client-not-to-server',
      comment:
        'The client is sent to strangers: code of the server and its tools never travels with it. Talk through shared contracts.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|scripts)/' },
    },
    {
      name: 'server-not-to-client',
      comment:
        'The server serves every terminal and knows the screens of none. What both need belongs into shared/.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|scripts)/' },
    },
    {
      name: 'sandbox-imports-nothing-of-ours',
      comment: 'The sandbox plays the outside world: a mistake shared with our code would hide in it.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: OURS, pathNot: '^sandbox/' },
    },
    {
      name: 'nothing-imports-the-sandbox',
      comment:
        'The outside world is reached over the network. Only tests may start it, through sandbox/index.ts.',
      severity: 'error',
      from: { pathNot: ['^sandbox/', TEST, '^e2e/'] },
      to: { path: '^sandbox/' },
    },
    {
      name: 'tests-start-the-sandbox-by-its-door',
      comment: 'Tests may start the sandbox through sandbox/index.ts; its inside is its own.',
      severity: 'error',
      from: { pathNot: '^sandbox/' },
      to: { path: '^sandbox/', pathNot: '^sandbox/index[.]ts$' },
    },
    {
      name: 'nothing-imports-e2e',
      comment: 'e2e/ looks at the product from outside: nothing may depend on it.',
      severity: 'error',
      from: { pathNot: '^e2e/' },
      to: { path: '^e2e/' },
    },
    {
      name: 'nothing-imports-bench',
      comment: 'bench/ looks at the product from outside: nothing may depend on it.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'room-to-room-by-the-door',
      comment:
        'One room reaches another only through its index.ts, so that the inside of a room can change without asking.',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: TEST },
      to: { path: '^server/[^/]+/', pathNot: ['^server/$1/', ...SERVER_DOORS] },
    },
    {
      name: 'gateway-to-gateway-by-the-door',
      comment:
        'Gateways share what lies in server/gateways itself; each outside system keeps its own folder to itself.',
      severity: 'error',
      from: { path: '^server/gateways/([^/]+)/', pathNot: TEST },
      to: {
        path: '^server/gateways/[^/]+/',
        pathNot: ['^server/gateways/$1/', '^server/gateways/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'gateways-know-no-room',
      comment:
        'A gateway translates one outside system into our words; use cases live in rooms, which receive it as an argument.',
      severity: 'error',
      from: { path: '^server/gateways/', pathNot: TEST },
      to: { path: '^server/', pathNot: [`^server/${any(['gateways', ...MACHINERY])}/`] },
    },
    {
      name: 'client-room-to-room-by-the-door',
      comment:
        'One room reaches another only through its index.ts, so that the inside of a room can change without asking.',
      severity: 'error',
      from: { path: '^client/([^/]+)/', pathNot: [TEST, `^client/${CLIENT_MACHINERY}/`] },
      to: {
        path: '^client/[^/]+/',
        pathNot: ['^client/$1/', '^client/[^/]+/index[.]tsx?$', `^client/${CLIENT_MACHINERY}/`],
      },
    },
    {
      name: 'ui-knows-no-room',
      comment: 'client/ui is building material for every screen: no business words, no contracts, no calls.',
      severity: 'error',
      from: { path: '^client/ui/', pathNot: TEST },
      to: {
        path: ['^client/[^/]+/', '^shared/[^/]+/contract[.]ts$'],
        pathNot: '^client/(ui|terminal|words|preferences|types|static)/',
      },
    },
    {
      name: 'no-circles',
      comment:
        'In a circle nothing can be understood, tested or moved alone. Move what both need below both.',
      severity: 'error',
      from: { path: OURS },
      // Types may point both ways: two rooms that hand each other services by argument are no circle at run time.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-not-to-tests',
      comment: 'What is built for tests stays in tests: the product imports no test and no test tool.',
      severity: 'error',
      from: { path: '^(shared|server|client|config)/', pathNot: TEST },
      to: { path: ['[.]test[.]tsx?$', '^(server|client)/test/', '^config/jest/'] },
    },
    {
      name: 'product-not-to-dev-packages',
      comment: 'At run time only `dependencies` are installed: a package the product needs belongs there.',
      severity: 'error',
      from: { path: '^(shared|server|sandbox)/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'only-declared-packages',
      comment:
        'A package that only happens to be there disappears with the next install: name it in package.json.',
      severity: 'error',
      from: { path: OURS, pathNot: '^scripts/' },
      // @tarojs/service belongs to Taro's command line, which our build plugins extend.
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@tarojs/service/' },
    },
    {
      name: 'imports-exist',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: { path: OURS },
      to: { couldNotResolve: true, pathNot: '[.](scss|svg|png)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|[.]cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: 'scripts/lib/aliases.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      // A file that exists once per terminal counts as its H5 form.
      extensions: [
        ...['.ts', '.tsx', '.d.ts', '.h5.ts', '.h5.tsx', '.weapp.ts', '.weapp.tsx'],
        ...['.mjs', '.cjs', '.js', '.json'],
      ],
    },
  },
}
