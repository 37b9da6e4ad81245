/** How many backups are kept. */
export interface KeepingLimits {
  /** Younger than this all are kept, up to `recent`. */
  readonly recentHours: number
  readonly recent: number
  /** The newest of so many days, then weeks, then months that have any. */
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
  /** Of those made before the tables changed. */
  readonly migrations: number
  /** All together; the newest is kept whatever its size. */
  readonly bytes: number
}

/** Anki's schedule: all of two days, 12 daily, 10 weekly, 9 monthly; about 50 in a school year. */
export const KEPT: KeepingLimits = {
  recentHours: 48,
  recent: 20,
  daily: 12,
  weekly: 10,
  monthly: 9,
  migrations: 3,
  bytes: 1_000_000_000,
}

interface Dated {
  readonly madeAt: Date
  readonly isMigration: boolean
  readonly bytes: number
}

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR

/**
 * Which backups stay: everything of the last hours, then one a day, a week, a month. The newest always stays.
 *
 * One that is dated after now was made before the clock was set back. As many of them stay as of the recent ones, but
 * they take no place from any other, or nothing that is made from then on would be kept.
 *
 * @returns those that stay, newest first and those of the future last; thinning them again at the same moment changes
 *   nothing
 */
export function backupsToKeep<B extends Dated>(
  backups: readonly B[],
  now: Date,
  limits: KeepingLimits = KEPT,
): B[] {
  const byDate = backups.toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
  const isFuture = ({ madeAt }: B) => madeAt > now
  const newestFirst = byDate.filter(backup => !isFuture(backup))
  const recent = newestFirst
    .filter(({ madeAt }) => now.getTime() - madeAt.getTime() <= limits.recentHours * HOUR)
    .slice(0, limits.recent)
  // With those of the last hours that were too many: a busy day must not cost the one before it.
  const older = newestFirst.slice(recent.length)
  const daily = newestOfEach(older, limits.daily, ({ madeAt }) => madeAt.toISOString().slice(0, 10))
  const beforeDays = older.filter(backup => isBefore(backup, daily))
  const weekly = newestOfEach(beforeDays, limits.weekly, ({ madeAt }) =>
    Math.floor(madeAt.getTime() / WEEK).toString(),
  )
  const beforeWeeks = beforeDays.filter(backup => isBefore(backup, weekly))
  const monthly = newestOfEach(beforeWeeks, limits.monthly, ({ madeAt }) => madeAt.toISOString().slice(0, 7))
  const kept = new Set<B>([
    ...newestFirst.slice(0, 1),
    ...recent,
    ...daily,
    ...weekly,
    ...monthly,
    ...newestFirst.filter(backup => backup.isMigration).slice(0, limits.migrations),
  ])
  const future = byDate.filter(isFuture).slice(0, limits.recent)
  return withinBytes([...newestFirst.filter(backup => kept.has(backup)), ...future], limits.bytes)
}

/** The newest of each day, week or month, as many of them as are wanted. */
function newestOfEach<B extends Dated>(
  newestFirst: readonly B[],
  most: number,
  spanOf: (backup: B) => string,
): B[] {
  const spans = new Map<string, B>()
  for (const backup of newestFirst) if (!spans.has(spanOf(backup))) spans.set(spanOf(backup), backup)
  return [...spans.values()].slice(0, most)
}

/** Older than the oldest of those that were chosen; a day that is chosen ends with its newest backup. */
function isBefore<B extends Dated>({ madeAt }: B, chosen: readonly B[]): boolean {
  const oldest = chosen.at(-1)
  return oldest === undefined || madeAt < oldest.madeAt
}

function withinBytes<B extends Dated>(newestFirst: readonly B[], most: number): B[] {
  let sum = 0
  return newestFirst.filter(({ bytes }, at) => {
    sum += bytes
    return at === 0 || sum <= most
  })
}
