import sharp from 'sharp'
import { materialLimitBytes } from '@shared/materials/contract'
import type { CleanFile } from './clean-file'
import { refuseFile } from './refuse-file'

/** About 50 megapixels: more than any phone photo of a document needs. */
const pixelLimit = 50_000_000
const longestSide = 3000

// Only the three decoders we need; a file that talks its way to another one meets a closed door.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.concurrency(1)
sharp.cache(false)

/**
 * Draws the picture anew: pixels survive, everything else (EXIF with its place, XMP, ICC, comments, further frames,
 * bytes before or behind) does not. Turned upright, at most 3000 pixels a side.
 * @throws Problem FILE_REFUSED
 */
export async function cleanImage(bytes: Buffer): Promise<CleanFile> {
  const open = () =>
    sharp(bytes, { limitInputPixels: pixelLimit, failOn: 'error', pages: 1, sequentialRead: true })
  const { width, height, format } = await open()
    .metadata()
    .catch((cause: unknown) => {
      throw refuseFile(isTooLarge(cause) ? 'imageTooManyPixels' : 'imageBroken', cause)
    })
  if (width * height > pixelLimit) throw refuseFile('imageTooManyPixels')
  const drawn = () =>
    open()
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: 20 })
  try {
    if (format === 'png') {
      const png = await drawn().png({ compressionLevel: 9 }).toBuffer()
      if (png.length <= materialLimitBytes) return { bytes: png, mime: 'image/png' }
    }
    const jpeg = await drawn().flatten({ background: '#ffffff' }).jpeg({ quality: 85 }).toBuffer()
    return { bytes: jpeg, mime: 'image/jpeg' }
  } catch (cause) {
    throw refuseFile('imageBroken', cause)
  }
}

const isTooLarge = (cause: unknown): boolean => cause instanceof Error && /pixel limit/i.test(cause.message)
