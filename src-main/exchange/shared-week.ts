/** A block of a week as it is passed on. */
export interface SharedBlock {
  /** "9:05" */
  readonly start: string
  readonly end: string
  readonly name: string
  /** The station of each group in the order of the groups, '' = none; null = the class is together, or has a break. */
  readonly stations: readonly string[] | null
}

/** A plan's week of rotation as it is passed on: no names of students, no pull-outs, no scores. */
export interface SharedWeek {
  /** "Week A"; "Week" where every week is the same. */
  readonly name: string
  readonly days: readonly { readonly name: string; readonly blocks: readonly SharedBlock[] }[]
}

/** The blocks in which groups are at stations, with their day. */
export function rotationBlocks({
  days,
}: SharedWeek): { day: string; block: SharedBlock; stations: readonly string[] }[] {
  return days.flatMap(({ name, blocks }) =>
    blocks.flatMap(block => (block.stations ? [{ day: name, block, stations: block.stations }] : [])),
  )
}
