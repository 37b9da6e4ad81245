// How long a large file takes, beside the parser library alone: npm run bench:import
import Papa from 'papaparse'
import { ask, open, temporaryFolder } from '../unit/application/open.ts'
import { inventedScores } from './invented-scores.ts'

const SIZES = [
  { students: 2_000, skills: 40 },
  { students: 10_000, skills: 30 },
] as const

async function timed<T>(work: () => T | Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now()
  const result = await work()
  return { seconds: (performance.now() - started) / 1000, result }
}

/** The longest time in which nothing else could run on the main thread, in milliseconds. */
function watchMainThread(): () => Promise<number> {
  let longest = 0
  let before = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - before)
    before = now
  }, 5)
  return async () => {
    // What ran last shows at the next turn.
    await new Promise(turn => setTimeout(turn, 20))
    clearInterval(timer)
    return Math.round(longest)
  }
}

for (const { students, skills } of SIZES) {
  const text = inventedScores(students, skills)
  const content = Buffer.from(text).toString('base64')
  using folder = temporaryFolder()
  const application = open(folder.path)
  const parser = await timed(() => Papa.parse(text, { delimiter: ',' }))
  const input = { fileName: 'Large 2026-11-20.csv', content, classId: null, choices: {} }
  // The thread starts with the first file, whatever its size.
  await ask(application, 'previewImport', {
    ...input,
    content: Buffer.from('Name,F\nAna,80').toString('base64'),
  })
  const stop = watchMainThread()
  const preview = await timed(() => ask(application, 'previewImport', input))
  const previewBlocks = await stop()
  const imported = await timed(() => ask(application, 'importScores', input))
  const again = await timed(() =>
    ask(application, 'previewImport', { ...input, classId: imported.result.classId }),
  )
  if (preview.result.rowCount !== students || !again.result.nothingNew)
    throw new Error('It was read wrongly.')
  await application.close()
  const figure = (seconds: number) =>
    `${seconds.toFixed(2)} s (${Math.round(seconds / parser.seconds)} x the parser)`
  console.log(`${students} students x ${skills} skills; the parser alone ${parser.seconds.toFixed(3)} s`)
  console.log(`  preview ${figure(preview.seconds)}, main thread held at most ${previewBlocks} ms`)
  console.log(`  import  ${figure(imported.seconds)}`)
  console.log(`  preview of the same file again ${figure(again.seconds)}`)
}
