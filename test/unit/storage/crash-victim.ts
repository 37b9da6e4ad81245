// Does changes one after another until it is killed, and says each one only when it is done.
import { ask, open } from '../application/open.ts'

const [folder = ''] = process.argv.slice(2)
const application = open(folder)
const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
for (let number = 1; ; number++) {
  await ask(application, 'addStudent', { classId, fullName: `Student ${number}` })
  process.stdout.write(`${number}\n`)
}
