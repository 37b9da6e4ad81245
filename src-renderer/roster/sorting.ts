import type { Student } from '../../src-main/contract/classes.ts'

/** By name, by group, or by the skill at a place in the class's list; `down` = from high to low. */
export interface Sorting {
  readonly by: 'name' | 'group' | number
  readonly down: boolean
}

const collator = new Intl.Collator('en', { numeric: true })

/**
 * Students in the wanted order. Those without a score come last in either direction; ties go by name.
 *
 * @param seat place of a student's group on the board; students in no group come last
 */
export function sorted(
  students: readonly Student[],
  { by, down }: Sorting,
  seat: (student: Student) => number | undefined,
): Student[] {
  const direction = down ? -1 : 1
  const byName = (a: Student, b: Student) => collator.compare(a.fullName, b.fullName)
  if (by === 'name') return students.toSorted((a, b) => direction * byName(a, b))
  const key = (student: Student) => (by === 'group' ? seat(student) : (student.scores[by] ?? undefined))
  return students.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    if (x === undefined || y === undefined)
      return Number(x === undefined) - Number(y === undefined) || byName(a, b)
    return direction * (x - y) || byName(a, b)
  })
}

/** A click on a heading: a new column goes up first, the same one turns round. */
export function turned(now: Sorting, by: Sorting['by']): Sorting {
  return { by, down: now.by === by ? !now.down : false }
}
