// node interrupted-opening.ts FILE N: opens a database as Horseshoe does and kills itself (kill -9) before the N-th thing
// that is written: a statement, a pragma, a file that is renamed or written through. Says how many there were if it lives.
import Database from 'better-sqlite3'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [file = '', last = '0'] = process.argv.slice(2)
let done = 0

function count(): void {
  done++
  if (done === Number(last)) process.kill(process.pid, 'SIGKILL')
}

const { exec, pragma, prepare } = Database.prototype
Database.prototype.exec = function (sql: string) {
  // A step is one text of many statements: each is a place to be killed at.
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
