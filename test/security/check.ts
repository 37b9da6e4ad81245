import { format } from 'node:util'

/** One thing that has to hold. Its name stands in docs/security.md and in test/mutation/. */
export interface Check<World> {
  readonly name: string
  /** Why it cannot be looked at on this computer; left out where it can. */
  readonly skip?: string | undefined
  /** Throws when it does not hold. */
  readonly run: (world: World) => void | Promise<void>
}

/** What became of a check: why it does not hold, why it was skipped, or null and null. */
export interface Result {
  readonly name: string
  readonly failure: string | null
  readonly skipped: string | null
}

/** Runs checks one after the other. When there is no world at all, all of them fail for that reason. */
export async function runChecks<World>(
  checks: readonly Check<World>[],
  world: World | Error,
): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, skip, run } of checks) {
    let failure: string | null = null
    try {
      if (world instanceof Error) throw world
      if (skip === undefined) await run(world)
    } catch (error) {
      failure = error instanceof Error ? error.message : format(error)
    }
    results.push({ name, failure, skipped: failure === null ? (skip ?? null) : null })
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
