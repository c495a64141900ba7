/** Words for signing in and applying. */
export const applyWords = {} as const
