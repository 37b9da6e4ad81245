/** A square picture as PNG. */
export interface IconPicture {
  /** Width and height in pixels. */
  readonly size: number
  readonly png: Buffer
}

/** The sizes Windows asks for, up to what the format holds. */
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const

/** Apple's name for each picture by its size in pixels; some sizes are also the double of a smaller one. */
const ICNS_TYPES: Readonly<Record<number, readonly string[]>> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['icp6', 'ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}
export const ICNS_SIZES = Object.keys(ICNS_TYPES).map(Number)

/** An icon for Windows: a directory of PNG pictures (Microsoft, ICO file format). */
export function icoFile(pictures: readonly IconPicture[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    // A byte cannot hold 256: 0 stands for it.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/** An icon for macOS: a list of named PNG pictures (Apple Icon Image format). */
export function icnsFile(pictures: readonly IconPicture[]): Buffer {
  const entries = pictures.flatMap(({ size, png }) =>
    (ICNS_TYPES[size] ?? []).map(type => Buffer.concat([heading(type, png.length), png])),
  )
  const length = entries.reduce((sum, entry) => sum + entry.length, 0)
  return Buffer.concat([heading('icns', length), ...entries])
}

function heading(type: string, contentLength: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.write(type, 'latin1')
  bytes.writeUInt32BE(contentLength + 8, 4)
  return bytes
}
