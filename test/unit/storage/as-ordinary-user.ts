import { chmodSync, chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Nobody's number on every Linux and macOS in use. */
const NOBODY = 65534

/** Whether rights of files mean anything here: Windows keeps them elsewhere. */
export const hasRights = process.platform !== 'win32'

/**
 * Does something with the rights of an ordinary user, who owns a folder and what is in it: root may do everything, so
 * a test of missing rights would test nothing.
 */
export function asOrdinaryUser<T>(folder: string, act: () => T): T {
  if (process.getuid?.() !== 0) return act()
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(folder, name), NOBODY, NOBODY)
  }
  process.seteuid?.(NOBODY)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}

/** Takes the right to write away while something is done. */
export function whileReadOnly<T>(path: string, mode: number, act: () => T): T {
  chmodSync(path, mode)
  try {
    return act()
  } finally {
    chmodSync(path, 0o700)
  }
}
