// node full-disk.ts FOLDER: works in a folder whose disk is small until nothing can be saved any more, makes room, and
// goes on. Says what happened; the test judges.
import Database from 'better-sqlite3'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASE_NAME } from '../../src-main/application/application.ts'
import { ask, dump, open } from '../unit/application/open.ts'

const [folder = ''] = process.argv.slice(2)
const app = open(folder)
await ask(app, 'createSampleClass', {})
const ballast = join(folder, 'holiday-photos')
const { bavail, bsize } = statfsSync(folder)
writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 200_000)))

const all = async () => (await ask(app, 'takeEverything', { withSensitive: true })).parts
let refused = null
let unchangedWhenRefused = false
for (let number = 0; refused === null && number < 5000; number++) {
  const before = JSON.stringify(await ask(app, 'listClasses', {}))
  const answer = await app.call('createClass', { name: `Room ${number} ${'x'.repeat(150)}` })
  if (answer.ok) continue
  refused = { code: answer.problem.code, remedy: answer.problem.remedy }
  unchangedWhenRefused = JSON.stringify(await ask(app, 'listClasses', {})) === before
}
rmSync(ballast)
const answer = await app.call('createClass', { name: 'Owls' })
const end = JSON.stringify(await all())
await app.close()
const database = new Database(join(folder, DATABASE_NAME), { readonly: true })
const integrity = database.pragma('integrity_check', { simple: true })
database.close()
const closed = dump(folder)
const again = open(folder)
const same = JSON.stringify((await ask(again, 'takeEverything', { withSensitive: true })).parts) === end
await again.close()
process.stdout.write(
  JSON.stringify({
    refusedAs: refused,
    unchangedWhenRefused,
    savedWithRoom: answer.ok && closed.includes('Owls'),
    integrity,
    sameAfterReopening: same && dump(folder) === closed,
  }),
)
