// npm run -s solve -- FILE.json [--seed N] [--seconds S]
// Reads a grouping problem and prints one JSON line. Exit code 0: groups; 1: the rules contradict each other; 2: not understood.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { InvalidProblem } from '../../grouping/problem.ts'
import { readInstance, UnreadableInstance } from './instance.ts'
import { timedSearch } from './timed-search.ts'

/** The command was not written as it should be. */
class Misused extends Error {
  constructor() {
    super('Usage: npm run -s solve -- FILE.json [--seed N] [--seconds S]')
  }
}

/** @throws Misused */
function readArguments(): { file: string; seed: number; seconds: number } {
  const { values, positionals } = parsed()
  const [seed, seconds] = [Number(values.seed), Number(values.seconds)]
  const [file] = positionals
  if (positionals.length !== 1 || !Number.isInteger(seed) || !(seconds > 0)) throw new Misused()
  // npm runs scripts in the project's folder; the file is named from where the person is.
  return { file: resolve(process.env.INIT_CWD ?? '.', file), seed, seconds }
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { seed: { type: 'string', default: '1' }, seconds: { type: 'string', default: '20' } },
    })
  } catch {
    throw new Misused()
  }
}

async function solve(): Promise<number> {
  const { file, seed, seconds } = readArguments()
  const { name, problem } = readInstance(file)
  const { result, firstMs, bestMs, totalMs } = await timedSearch(problem, seed, seconds)
  if (result.kind !== 'grouped') {
    console.log(JSON.stringify({ name, groups: null, reason: result, totalMs: rounded(totalMs) }))
    return 1
  }
  const { groups, cost, bound } = result
  console.log(
    JSON.stringify({
      name,
      groups: Array.from(groups),
      objective: cost,
      bound,
      proven: bound === cost,
      firstMs: rounded(firstMs),
      bestMs: rounded(bestMs),
      totalMs: rounded(totalMs),
    }),
  )
  return 0
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}

try {
  process.exitCode = await solve()
} catch (error) {
  if (!(error instanceof UnreadableInstance || error instanceof InvalidProblem || error instanceof Misused))
    throw error
  console.error(error.message)
  process.exitCode = 2
}
