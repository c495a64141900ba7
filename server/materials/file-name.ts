const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/pdf': '.pdf',
}
const longest = 80

/**
 * A name fit to show and to save under: no path, no control, invisible or direction marks, no characters Windows
 * refuses, one extension, which is the true one. At most 80 characters.
 */
export function safeFileName(given: string, mime: string): string {
  const extension = extensions[mime] ?? ''
  const last =
    given
      .normalize('NFC')
      .split(/[/\\\0]/)
      .at(-1) ?? ''
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*.%]+/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s_]+|[\s_]+$/g, '')
  const short = [...stem]
    .slice(0, longest - extension.length)
    .join('')
    .trim()
  return `${short === '' ? '材料' : short}${extension}`
}
