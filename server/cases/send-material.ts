import { departmentMaterial } from '@shared/departments/contract'
import { Problem } from '@shared/problem'
import { serve } from '../http'
import type { CaseServices } from './services'

/** Hands a material to the department that handles its case, and to no other. */
export const serveDepartmentMaterial = (services: CaseServices) =>
  serve(departmentMaterial, async ({ input, provider }) => {
    const found = await services.materials.read(input.id)
    const loaded = found?.caseId ? await services.store.load({ id: found.caseId }) : null
    const mine = loaded?.state.tasks.some(task => task.department === provider?.name)
    if (!found || !mine) throw new Problem('NOT_FOUND')
    return { bytes: found.bytes, mime: found.material.mime, fileName: found.material.fileName }
  })
