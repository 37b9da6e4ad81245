import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { OperationError } from '../../contract/problem.ts'

/** SHA-256 of each binary that better-sqlite3 carries, by file name; written into the bundle when it is built. */
declare const NATIVE_BINDING_HASHES: Readonly<Record<string, string>>

/**
 * Compares the database's native code with what was there when the app was built. It lies beside the archive,
 * so the archive's own integrity check does not reach it. On macOS signing changes the file, and the
 * signature of the app covers it instead.
 *
 * @throws OperationError ('databaseUnusable') when a binary is another than was built in, or there is none
 */
export function checkNativeBinding(): void {
  if (process.platform === 'darwin') return
  const manifest = createRequire(import.meta.url).resolve('better-sqlite3/package.json')
  const folder = join(dirname(manifest), 'prebuilds')
  const binaries = readdirSync(folder).filter(name => name.endsWith('.node'))
  const areOurs = binaries.every(name => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    return NATIVE_BINDING_HASHES[name] === hash
  })
  if (binaries.length > 0 && areOurs) return
  throw new OperationError({
    code: 'databaseUnusable',
    message: 'A file of Horseshoe was changed after it was made, so it does not start.',
    remedy: 'Install Horseshoe again. Your classes are kept elsewhere and are safe.',
  })
}
