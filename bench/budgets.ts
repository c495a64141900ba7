/** What may not be exceeded, with its unit and its reason. `npm run bench` fails when a figure is above its limit. */
export const budgets = {
  firstScreenJs: {
    limit: 170,
    unit: 'KB gzip',
    what: 'JavaScript until the hot items show',
    because: 'what a slow network brings before a person gives up',
  },
  progressStatements: {
    limit: 3,
    unit: 'SQL',
    what: 'statements of a look at the progress',
    because: 'two counted tries and the case; the same for hit and miss',
  },
  submitStatements: {
    limit: 10,
    unit: 'SQL',
    what: 'statements of a submission',
    because: 'case, event, materials, draft, outbox, audit and stored answer in one transaction',
  },
  searchP95: {
    limit: 50,
    unit: 'ms',
    what: 'search among all items, p95',
    because: 'a suggestion must keep up with typing',
  },
  progressCpu: {
    limit: 2,
    unit: '×',
    what: 'CPU of a look at the progress by bare Koa with the same three statements, upper bound',
    because: 'doors, limits, MACs, checks, headers and log together may cost no more than the SQL itself',
  },
} as const

/** The aim for the same request by a bare Koa that only reads the case: shown, not enforced, until it is reached. */
export const progressCpuAim = 1.6

export type BudgetName = keyof typeof budgets
