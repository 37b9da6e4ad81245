// How long a week takes to fill, and how often the quick way suffices: npm run bench:rotation. Ends with 1 when a limit
// is broken.
import { availableParallelism, loadavg } from 'node:os'
import { findConflicts } from '../../src-main/rotation/conflicts.ts'
import { fillWeek } from '../../src-main/rotation/fill-week.ts'
import { loadLinearSolver } from '../../src-main/rotation/linear-solver.ts'
import { proposeWeek } from '../../src-main/rotation/propose-week.ts'
import { inventedWeek, type Tightness } from './invented-weeks.ts'

const WEEKS = 60
/** For 8 groups x 6 stations x 25 blocks, when the demands can be met. */
const MOST_MILLISECONDS = 200
/** Of the weeks that can be met, by the quick way alone. */
const LEAST_MET = 0.95

interface Took {
  readonly clock: number
  readonly processor: number
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; took: Took }> {
  const before = process.cpuUsage()
  const started = performance.now()
  const result = await work()
  const clock = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  return { result, took: { clock, processor: (user + system) / 1000 } }
}

const sorted = (took: readonly Took[], figure: keyof Took) =>
  took.map(one => one[figure]).toSorted((a, b) => a - b)

function report(title: string, took: readonly Took[]): void {
  const [clock, processor] = [sorted(took, 'clock'), sorted(took, 'processor')]
  const at = (list: readonly number[], share: number) =>
    Math.round(list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN)
  console.log(
    `  ${title.padEnd(34)} median ${at(clock, 0.5)} ms, p95 ${at(clock, 0.95)} ms, longest ${at(clock, 1)} ms;` +
      ` processor ${at(processor, 0.5)}, ${at(processor, 0.95)}, ${at(processor, 1)} ms`,
  )
}

function broken(limit: string): void {
  console.error(`  BROKEN: ${limit}.`)
  process.exitCode = 1
}

const solver = await loadLinearSolver()
const options = {
  loadSolver: () => Promise.resolve(solver),
  most: { toDecide: Infinity, toImprove: Infinity },
}
// The first one pays for the compiler.
fillWeek(inventedWeek(0, 'easy'), 0)

for (const tightness of ['easy', 'usual', 'tight'] satisfies Tightness[]) {
  console.log(`8 groups x 6 stations x 25 blocks, ${tightness}, ${WEEKS} weeks that can be met`)
  const took: Took[] = []
  let met = 0
  let best = 0
  for (let week = 0; week < WEEKS; week++) {
    const problem = inventedWeek(week, tightness)
    const filled = await timed(() => fillWeek(problem, week))
    took.push(filled.took)
    if (findConflicts(problem, filled.result.week).length === 0) met++
    if (filled.result.isBest) best++
  }
  report('filled quickly', took)
  console.log(`  met ${met} of ${WEEKS}; proven to be the best there is, at once: ${best}`)
  if (met < LEAST_MET * WEEKS) broken(`${LEAST_MET * 100} % are to be met quickly`)
  // A clock beside a busy computer measures the others.
  const isBusy = loadavg()[0] > availableParallelism()
  if (isBusy) console.log('  The computer is busy with other work: judged by processor time.')
  if ((sorted(took, isBusy ? 'processor' : 'clock').at(-1) ?? Infinity) > MOST_MILLISECONDS) {
    broken(`a week may take ${MOST_MILLISECONDS} ms`)
  }
}

const PROVEN = 10
for (const tightness of ['usual', 'tight', 'impossible'] satisfies Tightness[]) {
  const took: Took[] = []
  const kinds = new Map<string, number>()
  for (let week = 0; week < PROVEN; week++) {
    const problem = inventedWeek(week, tightness)
    const proposed = await timed(() => proposeWeek(problem, { seed: week, present: null, ...options }))
    took.push(proposed.took)
    const { kind, isBest } = proposed.result
    const name = isBest ? `${kind}, the best there is` : kind
    kinds.set(name, (kinds.get(name) ?? 0) + 1)
  }
  console.log(`The same, ${tightness}, with proofs, ${PROVEN} weeks`)
  report('proposed', took)
  console.log(`  ${[...kinds].map(([kind, count]) => `${kind}: ${count}`).join('; ')}`)
  if (tightness === 'impossible' && kinds.get('impossible') !== PROVEN) broken('all of them are impossible')
}
