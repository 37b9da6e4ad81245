// npm run bench [-- --seconds S] [-- --only TEXT]: every instance beside the project, if there are any, and an invented set.
// Every answer is checked by an evaluator written apart from the engine. The baseline runs in the same process.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readInstance } from '../../src-main/hosts/command-line/instance.ts'
import { timedSearch } from '../../src-main/hosts/command-line/timed-search.ts'
import { loadLinearSolver } from '../../src-main/grouping/linear-solver.ts'
import type { GroupingProblem } from '../../src-main/grouping/problem.ts'
import { evaluate, evaluateBetween, keepsRules } from '../unit/grouping/brute-force.ts'
import { constrainedKMeans } from './constrained-k-means.ts'
import { inventedProblems } from './invented.ts'

const INSTANCES = resolve(import.meta.dirname, '../../../shared/instances')
const STARTS = 10
/** The baseline's exact assignment takes the cube of the seats. */
const MOST_STUDENTS_FOR_BASELINE = 150

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, only: { type: 'string', default: '' } },
})
const seconds = Number(values.seconds)

function beside(): { name: string; problem: GroupingProblem; best: number | null }[] {
  if (!existsSync(INSTANCES)) return []
  const known = JSON.parse(readFileSync(join(INSTANCES, 'best-known.json'), 'utf8')) as Record<
    string,
    { best: number }
  >
  return readdirSync(INSTANCES)
    .filter(file => file.endsWith('.json') && file !== 'best-known.json')
    .sort()
    .map(file => readInstance(join(INSTANCES, file)))
    .map(({ name, problem }) => ({ name, problem, best: known[name]?.best ?? null }))
}

const rows = [...beside(), ...inventedProblems().map(one => ({ ...one, best: null }))].filter(({ name }) =>
  name.includes(values.only),
)
await loadLinearSolver()
const percent = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(2)} %`
const cells = (row: readonly (string | number)[]) =>
  [row[0]?.toString().padEnd(24), ...row.slice(1).map(cell => cell.toString().padStart(12))].join(' ')
console.log(
  cells([
    'problem',
    'objective',
    'best known',
    'bound',
    'first ms',
    'best ms',
    'total ms',
    'k-means',
    'its time',
    'MB',
  ]),
)
let faults = 0
for (const { name, problem, best } of rows) {
  const { result, firstMs, bestMs, totalMs } = await timedSearch(problem, 1, seconds)
  if (result.kind !== 'grouped') {
    faults++
    console.log(cells([name, result.kind]))
    continue
  }
  const measured = (problem.mode.kind === 'mixed' ? evaluateBetween : evaluate)(problem, result.groups)
  const isRight = keepsRules(problem, result.groups) && Math.abs(measured - result.cost) < 1e-6
  if (!isRight) faults++
  const hasBaseline =
    problem.mode.kind === 'similar' &&
    problem.scores.length <= MOST_STUDENTS_FOR_BASELINE &&
    problem.apart.length + problem.together.length + problem.locked.length === 0
  const started = performance.now()
  const baseline = hasBaseline ? constrainedKMeans(problem, STARTS) : null
  const baselineMs = performance.now() - started
  const bound =
    result.bound === null
      ? ''
      : result.bound === result.cost
        ? 'proven'
        : percent(result.bound / result.cost - 1)
  console.log(
    cells([
      isRight ? name : `${name} WRONG`,
      measured.toFixed(4),
      best === null ? '' : percent(measured / best - 1),
      bound,
      firstMs.toFixed(1),
      bestMs.toFixed(0),
      totalMs.toFixed(0),
      baseline === null ? '' : percent(baseline / measured - 1),
      baseline === null ? '' : `x ${(baselineMs / bestMs).toFixed(1)}`,
      (process.memoryUsage().rss / 1e6).toFixed(0),
    ]),
  )
}
console.log(
  `\n"k-means": how much worse the baseline (${STARTS} starts) ends; "its time": in multiples of ours to the best groups.`,
)
process.exitCode = faults > 0 ? 1 : 0
