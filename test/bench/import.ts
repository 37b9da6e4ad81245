// How long a large file takes, from the drop to the last byte stored, beside the parser library alone:
// npm run bench:import. Ends with 1 when a limit is broken.
import { availableParallelism, loadavg } from 'node:os'
import Papa from 'papaparse'
import { ask, open, temporaryFolder } from '../unit/application/open.ts'
import { inventedScores } from './invented-scores.ts'
import { watchMainThread, type Held } from './main-thread.ts'

const SIZES = [
  { students: 2_000, skills: 40 },
  { students: 10_000, skills: 30 },
] as const
/** The quickest of them counts: what else the computer does only ever adds. */
const ROUNDS = 3
/** Reading, preview and import together. */
const MOST_SECONDS = 3
/** Of the main thread's own work in one piece, whatever else the computer does. */
const MOST_HELD_MILLISECONDS = 250

const STEPS = ['our read and preview', 'our import', 'our preview of the same again', 'undo', 'redo'] as const
type Step = (typeof STEPS)[number]

interface Measured {
  /** By the clock. */
  readonly seconds: number
  /** Of all threads' work. */
  readonly processorSeconds: number
  readonly held: Held
}

interface Round {
  readonly parser: Measured
  readonly steps: Readonly<Record<Step, Measured>>
}

async function measured<T>(work: () => T | Promise<T>): Promise<Measured & { result: T }> {
  const stop = watchMainThread()
  const started = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  return { seconds, processorSeconds: (user + system) / 1e6, result, held: await stop() }
}

async function round(students: number, skills: number): Promise<Round> {
  const text = inventedScores(students, skills)
  const content = Buffer.from(text).toString('base64')
  using folder = temporaryFolder()
  const application = open(folder.path)
  const input = { fileName: 'Large 2026-11-20.csv', content, classId: null, choices: {} }
  // The thread starts with the first file, whatever its size.
  const small = Buffer.from('Name,F\nAna,80').toString('base64')
  await ask(application, 'previewImport', { ...input, content: small })
  const parser = await measured(() => Papa.parse(text, { delimiter: ',' }))
  const preview = await measured(() => ask(application, 'previewImport', input))
  const imported = await measured(() => ask(application, 'importScores', input))
  const { classId } = imported.result
  const again = await measured(() => ask(application, 'previewImport', { ...input, classId }))
  const undo = await measured(() => ask(application, 'undo', {}))
  const redo = await measured(() => ask(application, 'redo', {}))
  await application.close()
  if (preview.result.rowCount !== students || !again.result.nothingNew) {
    throw new Error('It was read wrongly.')
  }
  return {
    parser,
    steps: {
      'our read and preview': preview,
      'our import': imported,
      'our preview of the same again': again,
      undo,
      redo,
    },
  }
}

for (const { students, skills } of SIZES) {
  const rounds: Round[] = []
  for (let at = 0; at < ROUNDS; at++) rounds.push(await round(students, skills))
  const least = (figure: (of: Round) => number) => Math.min(...rounds.map(figure))
  const parser = least(of => of.parser.seconds)
  const parserWork = least(of => of.parser.processorSeconds)
  const report = (title: string, seconds: number, work: number, more = '') =>
    console.log(
      `  ${title.padEnd(30)} ${seconds.toFixed(2)} s, ${Math.round(seconds / parser)} x the parser;` +
        ` processor ${work.toFixed(2)} s, ${Math.round(work / parserWork)} x${more}`,
    )
  console.log(
    `${students.toLocaleString('en')} students x ${skills} skills, the quickest of ${ROUNDS} rounds`,
  )
  console.log(`  the parser alone: ${parser.toFixed(3)} s`)
  for (const step of STEPS) {
    const held = (of: keyof Held) => Math.round(least(({ steps }) => steps[step].held[of]))
    const pause = `; longest pause ${held('wall')} ms, of which own work ${held('work')} ms`
    report(
      step,
      least(({ steps }) => steps[step].seconds),
      least(({ steps }) => steps[step].processorSeconds),
      pause,
    )
    if (held('work') > MOST_HELD_MILLISECONDS) {
      broken(`${step} may hold the main thread for ${MOST_HELD_MILLISECONDS} ms`)
    }
  }
  const whole = (of: 'seconds' | 'processorSeconds') =>
    least(({ steps }) => steps['our read and preview'][of] + steps['our import'][of])
  report('read, preview and import', whole('seconds'), whole('processorSeconds'))
  // A clock beside a busy computer measures the others: then our own work has to fit into the time.
  const isBusy = loadavg()[0] > availableParallelism()
  if (isBusy) console.log('  The computer is busy with other work: judged by processor time.')
  if (whole(isBusy ? 'processorSeconds' : 'seconds') > MOST_SECONDS) {
    broken(`read, preview and import may take ${MOST_SECONDS} s`)
  }
}

function broken(limit: string): void {
  console.error(`  TOO SLOW: ${limit}.`)
  process.exitCode = 1
}
