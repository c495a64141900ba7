/** Words for finding an item, its guide, and progress by number. */
export const findWords = {} as const
