import type { StudentId } from '../../../src-main/contract/ids.ts'

/** A dot of a panel: whose it is, and in which row. */
export interface Stop {
  readonly row: number
  readonly student: StudentId
}

/**
 * Where a key leads from a dot: left and right to the neighbour in the row, up and down to the same student in the next
 * row that has them, Home and End to the ends of the row. Where the student is in no row further on, the
 * nearest row that has none of theirs is entered at its start (those without scores).
 *
 * @param rows the students of each row, in the order of their dots
 * @returns null where there is nowhere to go, or the key means nothing here
 */
export function walk(rows: readonly (readonly StudentId[])[], from: Stop, key: string): Stop | null {
  const row = rows[from.row] ?? []
  const at = row.indexOf(from.student)
  const within = (place: number): Stop | null => {
    const student = row[place]
    return student === undefined || student === from.student ? null : { row: from.row, student }
  }
  switch (key) {
    case 'ArrowLeft':
      return within(at - 1)
    case 'ArrowRight':
      return within(at + 1)
    case 'Home':
      return within(0)
    case 'End':
      return within(row.length - 1)
    case 'ArrowUp':
      return across(rows, from, -1)
    case 'ArrowDown':
      return across(rows, from, 1)
    default:
      return null
  }
}

function across(rows: readonly (readonly StudentId[])[], from: Stop, step: 1 | -1): Stop | null {
  let stranger: Stop | null = null
  for (let row = from.row + step; row >= 0 && row < rows.length; row += step) {
    const students = rows[row] ?? []
    if (students.includes(from.student)) return { row, student: from.student }
    const [first] = students
    if (stranger === null && first !== undefined) stranger = { row, student: first }
  }
  return stranger
}
