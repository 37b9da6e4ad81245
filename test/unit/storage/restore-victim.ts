// Restores two backups in turn until it is killed, and says when each is done.
import { ask, open } from '../application/open.ts'

const [folder = '', first = '', second = ''] = process.argv.slice(2)
const application = open(folder)
for (let number = 0; ; number++) {
  await ask(application, 'restoreBackup', { name: number % 2 === 0 ? first : second })
  process.stdout.write(`${number}\n`)
}
