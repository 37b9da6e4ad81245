const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAY_MS = 86_400_000
/** Two tests with four weeks between them, in which nobody was tested, belong to different windows. */
const GAP_DAYS = 28

/** "September 2026". */
export function monthName(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`
}

/**
 * Test windows of a file that says only days: a window ends where nobody was tested for four weeks.
 *
 * @param days `2026-09-14`, in any order, each as often as it likes
 * @returns the window's name for each day: "September 2026", "August to September 2026"
 */
export function windowsByDay(days: Iterable<string>): ReadonlyMap<string, string> {
  const sorted = [...new Set(days)].sort()
  const runs: string[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && (Date.parse(day) - Date.parse(before)) / DAY_MS <= GAP_DAYS) run.push(day)
    else runs.push([day])
  }
  return new Map(runs.flatMap(run => run.map(day => [day, spanName(run[0], run.at(-1) ?? run[0])] as const)))
}

function spanName(from: string, to: string): string {
  const [first, last] = [monthName(from), monthName(to)]
  if (first === last) return first
  return from.slice(0, 4) === to.slice(0, 4) ? `${first.split(' ')[0]} to ${last}` : `${first} to ${last}`
}
