import { toBase64 } from './base64.ts'
import { ProblemError } from './door.ts'

const LARGEST_BYTES = 20_000_000

/**
 * A file's bytes as base64.
 *
 * @param remedy what to do where it is too large
 * @throws ProblemError when it has more than 20 MB, or the disk does not give it: it is a folder, or gone
 */
export async function contentOf(file: File, remedy: string): Promise<string> {
  if (file.size > LARGEST_BYTES) {
    throw new ProblemError({
      code: 'unreadableFile',
      message: `${file.name} is ${Math.round(file.size / 1e6)} MB large; at most 20 MB can be read.`,
      remedy,
    })
  }
  try {
    return toBase64(new Uint8Array(await file.arrayBuffer()))
  } catch {
    throw new ProblemError({
      code: 'unreadableFile',
      message: `${file.name} cannot be read from the disk.`,
      remedy:
        'If it is a folder, open it and drop the file that is inside. Else look whether it is still there.',
    })
  }
}
