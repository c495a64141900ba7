export type FileType = 'jpeg' | 'png' | 'webp' | 'pdf'

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text

/** What a file is by its first bytes; its name and its declared type are not asked. */
export function fileTypeOf(bytes: Buffer): FileType | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp'
  // Readers tolerate junk before the header; a file that is two things at once lives from that, so we do not.
  if (startsWith(bytes, '%PDF-')) return 'pdf'
  return null
}
