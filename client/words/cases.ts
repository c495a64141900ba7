/** Words for my cases and my messages. */
export const casesWords = {} as const
