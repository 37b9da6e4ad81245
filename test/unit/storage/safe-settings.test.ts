import Database from 'better-sqlite3'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { CONNECTION_SETTINGS, checkSettings } from '../../../src-main/storage/connection-settings.ts'
import { DatabaseUnusable } from '../../../src-main/storage/errors.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { temporaryFolder } from '../application/open.ts'

/** For each setting, a value that would be less safe and that SQLite takes. */
const LESS: Readonly<Record<string, string>> = {
  trusted_schema: 'ON',
  cell_size_check: 'OFF',
  locking_mode: 'NORMAL',
  journal_mode: 'MEMORY',
  synchronous: 'NORMAL',
  fullfsync: 'OFF',
  checkpoint_fullfsync: 'OFF',
  foreign_keys: 'OFF',
  secure_delete: 'OFF',
  temp_store: 'FILE',
  recursive_triggers: 'OFF',
}

it('every setting is as asked after something was written, too', () => {
  using folder = temporaryFolder()
  const { connection, close } = openDatabase(join(folder.path, 'horseshoe.db'))
  connection.prepare("INSERT INTO class (name) VALUES ('Room 12')").run()
  expect(() => checkSettings(connection)).not.toThrow()
  expect(CONNECTION_SETTINGS).toHaveLength(12)
  close()
})

it.each(Object.entries(LESS))('does not start when %s cannot be had', (name, less) => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'horseshoe.db')
  openDatabase(file).close()
  const before = readFileSync(file)
  const { pragma } = Database.prototype
  const deaf = vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
    this: Database.Database,
    source: string,
    options?: Database.PragmaOptions,
  ): unknown {
    const asked = source.startsWith(`${name} =`) ? `${name} = ${less}` : source
    return pragma.call(this, asked, options)
  })
  try {
    const refusal = (() => {
      try {
        openDatabase(file).close()
      } catch (error) {
        return error
      }
      return null
    })()
    expect(refusal).toBeInstanceOf(DatabaseUnusable)
    expect(refusal).toMatchObject({ reason: 'settings', message: expect.stringContaining(name) as string })
  } finally {
    deaf.mockRestore()
  }
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(existsSync(`${file}.open`)).toBe(false)
})
