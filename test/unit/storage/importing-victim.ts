// Imports a large file and kills itself when that much of it is written, 0 to 1.
import { inventedScores } from '../../bench/invented-scores.ts'
import { ask, open } from '../application/open.ts'

const [folder = '', share] = process.argv.slice(2)
const application = open(folder)
const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
application.onEvent(event => {
  if (event.type !== 'importProgress' || event.phase !== 'writing') return
  if (event.progress >= Number(share)) process.kill(process.pid, 'SIGKILL')
})
const content = Buffer.from(inventedScores(2000, 40)).toString('base64')
await ask(application, 'importScores', { fileName: 'Quiz.csv', content, classId, choices: {} })
await application.close()
