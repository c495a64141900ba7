const FULL_WIDTH = /[\uff01-\uff5e]/g
const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g
// what a paste from chat or a PDF brings along and nobody can see
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Full-width letters, digits and punctuation become ASCII, every space a plain one; invisible marks go. */
export const toHalfWidth = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ')
    .trim()

/** A typed number or code as it is compared: half width, upper case, no spaces. */
export const toCode = (text: string): string => toHalfWidth(text).replace(/ /g, '').toUpperCase()
