import { readMaterial } from '@shared/materials/contract'
import { Problem } from '@shared/problem'
import { serve } from '../http'
import type { MaterialServices } from './services'

/** A person's own material; somebody else's is indistinguishable from none. */
export const serveReadMaterial = ({ materials }: MaterialServices) =>
  serve(readMaterial, async ({ input, person }) => {
    const found = await materials.readOwn(person.id, input.id)
    if (!found) throw new Problem('NOT_FOUND')
    return { bytes: found.bytes, mime: found.material.mime, fileName: found.material.fileName }
  })
