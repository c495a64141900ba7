import fs from 'node:fs/promises'
import path from 'node:path'

/** Where encrypted contents lie. Ids are ours: 32 hex characters. A folder today; any object storage fits. */
export interface BlobStore {
  /** Durable and whole when it resolves; until then `get` finds nothing. */
  put(id: string, bytes: Buffer): Promise<void>
  /** The same over what is there: readers get the old bytes or the new ones, whole. May be repeated after a crash. */
  replace(id: string, bytes: Buffer): Promise<void>
  get(id: string): Promise<Buffer | null>
  /** Removing what is not there is fine. */
  remove(id: string): Promise<void>
  /** Everything stored, unfinished writes included; `storedAt` is real time. */
  list(): AsyncIterable<{ id: string; storedAt: Date }>
}

const incoming = 'incoming'

/** Blobs as files `<folder>/<first two hex>/<id>`, readable by this user alone. */
export function folderBlobs(folder: string): BlobStore {
  const shelfOf = (id: string): string => path.join(folder, checked(id).slice(0, 2))
  const fileOf = (id: string): string => path.join(shelfOf(id), id)
  const incomingOf = (id: string): string => path.join(folder, incoming, checked(id))
  const write = async (id: string, bytes: Buffer, flag: 'wx' | 'w'): Promise<void> => {
    const from = incomingOf(id)
    for (const shelf of [path.dirname(from), shelfOf(id)])
      await fs.mkdir(shelf, { recursive: true, mode: 0o700 })
    await fs.writeFile(from, bytes, { mode: 0o600, flag, flush: true })
    await fs.rename(from, fileOf(id))
    await syncFolder(shelfOf(id))
  }
  return {
    put: (id, bytes) => write(id, bytes, 'wx'),
    replace: (id, bytes) => write(id, bytes, 'w'),
    async get(id) {
      return fs.readFile(fileOf(id)).catch(unlessMissing(null))
    },
    async remove(id) {
      for (const file of [fileOf(id), incomingOf(id)]) await fs.rm(file, { force: true })
    },
    async *list() {
      const shelves = await fs.readdir(folder).catch(unlessMissing<string[]>([]))
      for (const shelf of shelves.filter(name => name === incoming || /^[0-9a-f]{2}$/.test(name))) {
        for (const id of await fs.readdir(path.join(folder, shelf))) {
          const found = await fs.stat(path.join(folder, shelf, id)).catch(unlessMissing(null))
          if (found && isBlobId(id)) yield { id, storedAt: found.mtime }
        }
      }
    },
  }
}

const isBlobId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id)

/** An id becomes a path: nothing but our own ids may. */
function checked(id: string): string {
  if (!isBlobId(id)) throw new RangeError('not the id of a blob')
  return id
}

const unlessMissing =
  <T>(otherwise: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return otherwise
    throw error
  }

/** A new name survives a power cut only once its folder is written too. Windows cannot and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
