import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename, extname, isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GivenFile } from '../../contract/desktop.ts'
import { LARGEST_GIVEN_BYTES, READABLE_EXTENSIONS } from '../../contract/limits.ts'
import { OperationError } from '../../contract/problem.ts'

/**
 * The files among a program's arguments. Chromium mixes its own switches in and changes the order, so a file is what
 * has an ending that can be read and does not begin like a switch; the program itself is no such file.
 *
 * @param folder where a relative path starts
 */
export function filesInArguments(argv: readonly string[], folder: string): string[] {
  return argv.flatMap(argument => {
    const path = argument.startsWith('file:') ? pathOfUrl(argument) : argument
    if (path === null || path.startsWith('-') || path.includes('\0')) return []
    const extension = extname(path).slice(1).toLowerCase()
    if (!READABLE_EXTENSIONS.some(one => one === extension)) return []
    return [isAbsolute(path) ? path : resolve(folder, path)]
  })
}

/** The path that a file manager on Linux writes as an address; null for another computer's or a broken one. */
function pathOfUrl(url: string): string | null {
  if (!URL.canParse(url) || new URL(url).host !== '') return null
  try {
    return fileURLToPath(url)
  } catch {
    return null
  }
}

/**
 * Reads a file that was given from outside the window.
 *
 * @throws OperationError when it is gone, is no file, is too large or cannot be read
 */
export async function readGivenFile(path: string): Promise<GivenFile> {
  const fileName = basename(path)
  const refuse = (message: string, remedy: string) =>
    new OperationError({ code: 'unreadableFile', message: `${fileName} ${message}`, remedy })
  const tooLarge = (size: string) =>
    refuse(
      `has ${size}; at most ${LARGEST_GIVEN_BYTES / 1e6} MB can be read.`,
      'Export fewer classes or columns at a time.',
    )
  try {
    // A pipe would else wait for whoever writes into it; Windows has neither.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile()) throw refuse('is no file.', 'Choose a file of scores or a saved class.')
      if (found.size > LARGEST_GIVEN_BYTES) throw tooLarge(`${Math.round(found.size / 1e6)} MB`)
      // What a file says of its size may be wrong by now, or from the start: some of the system's own say 0.
      const content = await readAtMost(file, LARGEST_GIVEN_BYTES)
      if (content === null) throw tooLarge('more than it says')
      return { fileName, content: content.toString('base64') }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof OperationError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT')
      throw refuse('is not there any more.', 'It may have been moved, renamed or deleted.')
    throw refuse('cannot be read.', 'Close it in other programs, or copy it to this computer, and try again.')
  }
}

/** All of a file; null when it is longer than `most` bytes. */
async function readAtMost(file: FileHandle, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
