import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file in an archive, or beside it where the archive says so. */
export interface ArchivedFile {
  readonly path: string
  readonly size: number
  readonly isUnpacked: boolean
  read(): Buffer
}

interface Entry {
  files?: Record<string, Entry>
  size?: number
  offset?: string
  unpacked?: boolean
}

/**
 * Reads Electron's archive format: two length-prefixed boxes, the header as JSON, then the files one after the other.
 *
 * @param archive path of an `app.asar`; unpacked files are read from `app.asar.unpacked` beside it
 */
export function readArchive(archive: string): ArchivedFile[] {
  const bytes = readFileSync(archive)
  const headerBox = bytes.readUInt32LE(4)
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry
  const start = 8 + headerBox
  const found: ArchivedFile[] = []
  const walk = (entry: Entry, path: string) => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      const childPath = path ? `${path}/${name}` : name
      if (child.files) {
        walk(child, childPath)
        continue
      }
      const size = child.size ?? 0
      const isUnpacked = child.unpacked === true
      const at = start + Number(child.offset ?? 0)
      found.push({
        path: childPath,
        size,
        isUnpacked,
        read: () =>
          isUnpacked ? readFileSync(join(`${archive}.unpacked`, childPath)) : bytes.subarray(at, at + size),
      })
    }
  }
  walk(header, '')
  return found
}

/** Writes every file of an archive into a folder, as Electron would show them to the program. */
export function extractTo(folder: string, files: readonly ArchivedFile[]): void {
  for (const file of files) {
    const path = join(folder, file.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.read())
  }
}
