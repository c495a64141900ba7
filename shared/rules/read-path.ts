const FORBIDDEN = ['__proto__', 'prototype', 'constructor']
const SEGMENT = /^(?:[A-Za-z_][A-Za-z0-9_-]{0,63}|\d{1,4})$/

/** A dotted path such as `vehicle.plate` or `children.0.name`: at most 8 plain steps. '' means the whole. */
export const isSafePath = (path: string): boolean => {
  const steps = path.split('.')
  return (
    path === '' || (steps.length <= 8 && steps.every(step => SEGMENT.test(step) && !FORBIDDEN.includes(step)))
  )
}

/** What stands at a dotted path; only own properties count. Undefined when nothing does or the path is not safe. */
export const readPath = (from: unknown, path: string): unknown => {
  if (!isSafePath(path)) return undefined
  let here = from
  for (const step of path === '' ? [] : path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined
    if (!Object.prototype.hasOwnProperty.call(here, step)) return undefined
    here = (here as Record<string, unknown>)[step]
  }
  return here
}
