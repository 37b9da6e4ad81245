/** A place in the week where the keyboard can stand. */
export interface Stop {
  readonly name: string
  /** Which row of the grid it is in. */
  readonly row: number
}

/** A block's places from top to bottom, and its day. */
export interface StopColumn {
  readonly day: number
  readonly stops: readonly Stop[]
}

/** What the arrow keys and their neighbours do in a grid; `ctrl` is Ctrl or ⌘. */
export interface GridKey {
  readonly key: string
  readonly ctrl: boolean
}

/**
 * Where a key leads from a place of the week: arrows step by a place or block, Home and End go to the ends of the
 * row, with Ctrl to the first and last place, Page Up and Page Down to another day. null = the key leads nowhere.
 */
export function walk(columns: readonly StopColumn[], from: string, { key, ctrl }: GridKey): string | null {
  const at = columns.findIndex(({ stops }) => stops.some(({ name }) => name === from))
  const here = columns[at]
  if (!here) return null
  const place = here.stops.findIndex(({ name }) => name === from)
  const row = here.stops[place]?.row ?? 0
  const inColumn = (column: StopColumn | undefined) => {
    if (!column) return null
    const near = column.stops.toSorted((one, other) => Math.abs(one.row - row) - Math.abs(other.row - row))
    return near[0]?.name ?? null
  }
  switch (key) {
    case 'ArrowUp':
      return here.stops[place - 1]?.name ?? null
    case 'ArrowDown':
      return here.stops[place + 1]?.name ?? null
    case 'ArrowLeft':
      return inColumn(columns[at - 1])
    case 'ArrowRight':
      return inColumn(columns[at + 1])
    case 'Home':
      return ctrl ? (columns[0]?.stops[0]?.name ?? null) : inColumn(columns[0])
    case 'End':
      return ctrl ? (columns.at(-1)?.stops.at(-1)?.name ?? null) : inColumn(columns.at(-1))
    case 'PageDown':
      return inColumn(columns.find(({ day }, other) => other > at && day !== here.day))
    case 'PageUp': {
      const before = columns.findLast(({ day }, other) => other < at && day !== here.day)
      return inColumn(before && columns.find(({ day }) => day === before.day))
    }
    default:
      return null
  }
}
