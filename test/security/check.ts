import { format } from 'node:util'

/** One thing that has to hold. Its name stands in docs/security.md and in test/mutation/. */
export interface Check<World> {
  readonly name: string
  /** Throws when it does not hold. */
  readonly run: (world: World) => void | Promise<void>
}

/** What became of a check: null, or why it does not hold. */
export interface Result {
  readonly name: string
  readonly failure: string | null
}

/** Runs checks one after the other. When there is no world at all, all of them fail for that reason. */
export async function runChecks<World>(
  checks: readonly Check<World>[],
  world: World | Error,
): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, run } of checks) {
    try {
      if (world instanceof Error) throw world
      await run(world)
      results.push({ name, failure: null })
    } catch (error) {
      results.push({ name, failure: error instanceof Error ? error.message : format(error) })
    }
  }
  return results
}

const MARK = 'RESULTS '

/** Hands results from a child process to whoever started it. */
export function tellResults(results: readonly Result[]): void {
  process.stdout.write(`${MARK}${JSON.stringify(results)}\n`)
}

/** The results in a child's output; null when it ended before it had any. */
export function resultsIn(output: string): Result[] | null {
  const line = output.split('\n').findLast(text => text.startsWith(MARK))
  return line === undefined ? null : (JSON.parse(line.slice(MARK.length)) as Result[])
}
