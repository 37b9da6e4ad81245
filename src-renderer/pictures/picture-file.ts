import { LARGEST_FILE_BYTES, type SavableFile } from '../../src-main/contract/bridge.ts'
import type { Picture } from './picture.ts'
import type { MapLook } from '../../src-main/contract/workspace.ts'

export type PictureFormat = 'svg' | 'png'

/** A PNG has twice the pixels of the picture's natural size, so that it stays sharp on paper. */
export const PNG_SCALE = 2
/** What browsers can draw: pixels along a side, and pixels in all. */
const MOST_PIXELS = { side: 16_000, area: 100_000_000 }
const LONGEST_NAME = 120

/** Why a picture cannot be saved in a format, in words; null if it can. */
export function tooLarge({ svg, width, height }: Picture, format: PictureFormat): string | null {
  if (format === 'svg') {
    return svg.length > LARGEST_FILE_BYTES / 2 ? 'This picture is too large to be saved.' : null
  }
  const [across, down] = [width * PNG_SCALE, height * PNG_SCALE]
  if (Math.max(across, down) <= MOST_PIXELS.side && across * down <= MOST_PIXELS.area) return null
  const words = (pixels: number) => pixels.toLocaleString('en')
  return `As PNG this picture would have ${words(across)} × ${words(down)} pixels, which is too large. SVG has no such limit.`
}

/** "Grade 4 · Room 12 - grid.png": without what a file's name may not have. */
export function pictureFileName(title: string, look: MapLook, format: PictureFormat): string {
  const name = title
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  return `${[...(name || 'Skill map')].slice(0, LONGEST_NAME).join('').trim()} - ${look}.${format}`
}

/** The picture as a file to save. Throws an `Error` when the browser cannot draw it. */
export async function pictureFile(
  picture: Picture,
  format: PictureFormat,
  fileName: string,
): Promise<SavableFile> {
  return format === 'svg'
    ? { fileName, mediaType: 'image/svg+xml', content: picture.svg }
    : { fileName, mediaType: 'image/png', content: await toPng(picture) }
}

async function toPng({ svg, width, height }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * PNG_SCALE
    canvas.height = height * PNG_SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'))
    if (!blob) throw new Error('The picture could not be drawn.')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(url)
  }
}
