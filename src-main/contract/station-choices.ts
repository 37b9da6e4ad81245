// Without zod, so that a window can import it; see limits.ts.

/** What a station is. `table` is where the teacher sits; `adult` is led by another adult. */
export const STATION_KINDS = [
  'table',
  'independent',
  'partner',
  'technology',
  'library',
  'adult',
  'other',
] as const
export type StationKind = (typeof STATION_KINDS)[number]

/** The pictures a station can have; the window draws one for each name. */
export const STATION_ICONS = [
  'table',
  'book',
  'pencil',
  'partners',
  'screen',
  'shelf',
  'adult',
  'ears',
  'letters',
  'puzzle',
  'speech',
  'star',
] as const

/** Minutes after midnight at which the last block of a day may end. */
export const MINUTES_OF_A_DAY = 24 * 60

/** Pieces of time at which an adult is there, at most. */
export const MOST_HOURS = 100
