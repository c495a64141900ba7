import { useEffect, useRef, useState } from 'react'
import { materialLimitBytes, uploadMaterial, type Material } from '@shared/materials/contract'
import { newKey, RefusedCall, upload } from '@/api/call'
import type { PickedFile } from '@/terminal/capabilities'
import type { ShownFile } from '@/ui/file-picker'
import { t } from '@/words/words'
import type { AskedMaterial } from './draft-content'

interface Pending {
  key: string
  kind: string
  file: PickedFile
  state: ShownFile['state']
}

export interface Uploads {
  /** Files of one material that are on their way or were refused. */
  pendingOf: (kind: string) => Pending[]
  isBusy: boolean
  /** Whether files of this material are still travelling. */
  isSending: (kind: string) => boolean
  add: (material: AskedMaterial, files: readonly PickedFile[]) => void
  retry: (key: string) => void
  drop: (key: string) => void
}

const mimesOf: Record<AskedMaterial['accept'][number], readonly string[]> = {
  image: ['image/jpeg', 'image/png', 'image/webp'],
  pdf: ['application/pdf'],
}

/** The MIME types a material takes. */
export const acceptedBy = ({ accept }: AskedMaterial): string[] =>
  accept.reduce<string[]>((all, kind) => all.concat(mimesOf[kind]), [])

/** Megabytes a file may have, as told before choosing one. */
export const limitMb = materialLimitBytes / 1024 / 1024

/** Files on their way to the server; each keeps its key, so that a lost answer does not store it twice. */
export function useUploads(itemCode: string, onStored: (kind: string, material: Material) => void): Uploads {
  const [pending, setPending] = useState<Pending[]>([])
  const stored = useRef(onStored)
  stored.current = onStored
  // A file removed while it travels is not taken in when it arrives.
  const wanted = useRef(new Set<string>())
  useEffect(() => {
    const { current } = wanted
    return () => current.clear()
  }, [])

  const mark = (key: string, state: ShownFile['state']) =>
    setPending(now => now.map(each => (each.key === key ? { ...each, state } : each)))

  const send = async ({ key, kind, file }: Pending) => {
    mark(key, { is: 'sending', percent: 0 })
    try {
      const material = await upload(uploadMaterial, { itemCode, kind }, file, {
        key,
        onProgress: share => mark(key, { is: 'sending', percent: Math.min(99, Math.floor(share * 100)) }),
      })
      if (!wanted.current.has(key)) return
      setPending(now => now.filter(each => each.key !== key))
      stored.current(kind, material)
    } catch (problem) {
      if (!(problem instanceof RefusedCall)) throw problem
      mark(key, { is: 'refused', message: problem.message })
    }
  }

  return {
    pendingOf: kind => pending.filter(each => each.kind === kind),
    isBusy: pending.some(({ state }) => state.is !== 'refused'),
    isSending: kind => pending.some(each => each.kind === kind && each.state.is !== 'refused'),
    add(material, files) {
      const added = files.map((file): Pending => {
        const fault = faultOf(material, file)
        const state: ShownFile['state'] = fault ? { is: 'refused', message: fault } : { is: 'waiting' }
        return { key: newKey(), kind: material.key, file, state }
      })
      setPending(now => [...now, ...added])
      for (const each of added) {
        wanted.current.add(each.key)
        if (each.state.is === 'waiting') void send(each)
      }
    },
    retry(key) {
      const found = pending.find(each => each.key === key)
      if (found) void send(found)
    },
    drop(key) {
      wanted.current.delete(key)
      setPending(now => now.filter(each => each.key !== key))
    },
  }
}

/** What can be said before a file travels; the server looks at its content. */
function faultOf(material: AskedMaterial, file: PickedFile): string | null {
  if (file.sizeBytes > materialLimitBytes) return t('apply.file.tooLarge', { mb: limitMb })
  if (file.sizeBytes === 0) return t('apply.file.empty')
  // Some phones do not say what a file is.
  const isKnown = file.mime === '' || acceptedBy(material).includes(file.mime)
  return isKnown ? null : t('apply.file.type', { types: typesText(material) })
}

/** 'JPG、PNG、WebP 图片或 PDF' */
export const typesText = ({ accept }: AskedMaterial): string =>
  accept.map(kind => t(`apply.file.${kind}`)).join(t('apply.file.or'))
