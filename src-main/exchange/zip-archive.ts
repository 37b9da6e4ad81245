import { Inflate } from 'fflate'
import { crc32 } from './crc32.ts'
import { LIMITS, UnreadableFile } from './unreadable-file.ts'

/** A zip whose list of contents was read; entries are inflated when asked for, all together within `LIMITS`. */
export interface ZipArchive {
  /** In the order of the archive, folders left out. */
  readonly names: readonly string[]
  /**
   * The bytes of an entry.
   *
   * @throws UnreadableFile when it is not there, damaged, encrypted, or grows beyond all measure
   */
  read(name: string): Uint8Array
}

interface Entry {
  readonly name: string
  readonly isEncrypted: boolean
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const LONGEST_COMMENT = 65_535
/** Inflated at a time, so that a bomb is noticed before it is large. */
const PIECE = 16_384

/**
 * Reads the directory of a zip. Nothing in it is believed about sizes: what is inflated is counted.
 *
 * @throws UnreadableFile when it is damaged, has too many entries, two of one name, or one that points outside (`../`)
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const directory = readDirectory(bytes)
  const entries = new Map(directory.map(entry => [entry.name, entry]))
  if (entries.size < directory.length) throw damaged('two files in it have the same name')
  let inflated = 0
  return {
    names: [...entries.keys()],
    read(name) {
      const entry = entries.get(name)
      if (!entry) throw damaged(`${name || 'a part'} is missing in it`)
      const content = inflate(bytes, entry, LIMITS.inflatedBytes - inflated)
      inflated += content.length
      return content
    },
  }
}

function readDirectory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) throw damaged('its list of contents is missing; perhaps it was not copied whole')
  const count = view.getUint16(end + 10, true)
  if (count > LIMITS.zipEntries) {
    throw new UnreadableFile(
      `There are ${count.toLocaleString('en')} files in it; at most ${LIMITS.zipEntries} can be read.`,
      'Drop only the file with the scores.',
    )
  }
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let number = 0; number < count; number++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw damaged('its list of contents cannot be read')
    }
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/')
    if (name.split('/').includes('..')) {
      throw new UnreadableFile(
        'A file in it points outside of it (“../”), which no honest program writes.',
        'Do not use this file. Export the scores anew from where they come from.',
      )
    }
    if (!name.endsWith('/')) {
      entries.push({
        name,
        isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packedSize: view.getUint32(at + 20, true),
        offset: view.getUint32(at + 42, true),
      })
    }
    at = next
  }
  return entries
}

function findEnd(view: DataView): number | null {
  const least = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT)
  for (let at = view.byteLength - 22; at >= least; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return null
}

function inflate(bytes: Uint8Array, entry: Entry, room: number): Uint8Array {
  const { name, isEncrypted, method, crc, packedSize, offset } = entry
  if (isEncrypted) {
    throw new UnreadableFile(
      'It is protected by a password.',
      'Open it with its password, save it without one, and drop that file here.',
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_ENTRY) {
    throw damaged(`${name} cannot be found in it`)
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + packedSize > bytes.length) throw damaged(`${name} is cut off`)
  const packed = bytes.subarray(start, start + packedSize)
  if (method !== 0 && method !== 8) throw damaged(`${name} is packed in a way that is not known`)
  if (method === 0 && packed.length > room) throw tooLarge()
  const content = method === 0 ? packed : inflatePieces(packed, room, name)
  if (crc32(content) !== crc) throw damaged(`${name} is not as it was written`)
  return content
}

function inflatePieces(packed: Uint8Array, room: number, name: string): Uint8Array {
  const most = Math.min(room, Math.max(LIMITS.inflatedAnyway, packed.length * LIMITS.inflatedRatio))
  const pieces: Uint8Array[] = []
  let size = 0
  let ended = false
  const stream = new Inflate((piece, final) => {
    size += piece.length
    if (size > most) throw tooLarge()
    pieces.push(piece.slice())
    ended = final
  })
  try {
    for (let at = 0; at < packed.length; at += PIECE) {
      stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length)
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw damaged(`${name} cannot be unpacked`, error)
  }
  if (!ended) throw damaged(`${name} is cut off`)
  const content = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    content.set(piece, at)
    at += piece.length
  }
  return content
}

const tooLarge = () =>
  new UnreadableFile(
    `What is packed in it grows to more than ${LIMITS.inflatedBytes / 1e6} MB, or far more than such a file should.`,
    'Do not use this file. Export the scores anew, as CSV or fewer classes at a time.',
  )

const damaged = (why: string, cause?: unknown) =>
  new UnreadableFile(
    `The file is damaged: ${why}.`,
    'Copy or download it again. If it opens in a spreadsheet program, save it there anew and drop that file.',
    { cause },
  )
