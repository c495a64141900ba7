/** Words of the home page. */
export const homeWords = {
  'home.title': '要办什么事？',
} as const
