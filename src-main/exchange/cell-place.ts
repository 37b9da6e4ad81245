/** A place in a sheet, both from 0. */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

const PLACE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/

/** Reads "B3" as row 2, column 1; null when it is no such place. */
export function cellPlace(name: string): CellPlace | null {
  const found = PLACE.exec(name)
  if (!found) return null
  let column = 0
  for (const letter of found[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  const row = Number(found[2])
  return row < 1 ? null : { row: row - 1, column: column - 1 }
}
