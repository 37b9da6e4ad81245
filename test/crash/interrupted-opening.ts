// node interrupted-opening.ts FILE IMAGES: opens a database as Horseshoe does, and before everything that is written (a
// statement, a pragma, a file that is renamed or written through) copies the folder into IMAGES/1, IMAGES/2 and so on:
// what a program that is killed at that moment leaves behind. Says how many there are.
import Database from 'better-sqlite3'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { dirname, join } from 'node:path'

const [file = '', images = ''] = process.argv.slice(2)
const { copyFileSync, mkdirSync, readdirSync } = fs
let done = 0

function keepImage(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) keepImage(source, copy)
    else copyFileSync(source, copy)
  }
}

function count(): void {
  done++
  keepImage(dirname(file), join(images, String(done)))
}

const { exec, pragma, prepare } = Database.prototype
Database.prototype.exec = function (sql: string) {
  // A step is one text of many statements: each is a moment to be killed at.
  for (const statement of sql.split(/;\s*\n/)) {
    if (statement.trim() === '') continue
    count()
    exec.call(this, statement)
  }
  return this
}
Database.prototype.pragma = function (source, options) {
  // The others are settings of the connection: nothing is written.
  if (/^(user_version|application_id) =/.test(source)) count()
  return pragma.call(this, source, options)
}
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  if (/^\s*VACUUM/i.test(sql)) count()
  return prepare.call(this, sql)
} as typeof prepare
for (const name of ['renameSync', 'fsyncSync', 'chmodSync', 'writeFileSync', 'rmSync'] as const) {
  const real = fs[name] as (...args: unknown[]) => unknown
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      count()
      return real(...args)
    },
  })
}
syncBuiltinESMExports()

const { openDatabase } = await import('../../src-main/storage/open-database.ts')
openDatabase(file).close()
process.stdout.write(String(done))
