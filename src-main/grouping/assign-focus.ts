import { piecesOf } from './allowed-groups.ts'
import type { CostModel } from './cost-model.ts'
import { decideFeasibility } from './feasibility.ts'
import { assignGreatest } from './keep-labels.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { GroupingProblem, Pair } from './problem.ts'

/**
 * Who works on which skill, exactly: an integer program over students and skills, in which a skill gets as many
 * groups as it needs (a capacitated assignment; the sizes of all its groups are taken together). How the
 * students of a skill are dealt into its groups is decided afterwards; if sizes or pairs forbid that, the program's
 * cost is still a bound.
 *
 * @returns the groups, or null if the students of a skill cannot be dealt out; and the bound
 */
export function assignFocus(
  problem: GroupingProblem,
  model: CostModel,
  solver: LinearSolver,
  shouldStop: () => boolean,
): { groups: Int32Array | null; bound: number | null } {
  const { topics, groupCount, sizeMin, sizeMax } = model
  if (!topics || model.sign !== 0 || model.seatCosts || model.pairCosts) return { groups: null, bound: null }
  const pieces = piecesOf(model)
  const pieceCount = pieces.units.length
  const skills = topics.count
  const column = (piece: number, skill: number) => piece * skills + skill
  const groupsOf = (skill: number) => pieceCount * skills + skill
  const columnCount = (pieceCount + 1) * skills

  const costs = new Float64Array(columnCount)
  for (let piece = 0; piece < pieceCount; piece++) {
    for (let skill = 0; skill < skills; skill++) {
      for (const unit of pieces.units[piece])
        costs[column(piece, skill)] += topics.costs[unit * skills + skill]
    }
  }
  const rows = new Rows()
  for (let piece = 0; piece < pieceCount; piece++) {
    rows.add(
      1,
      1,
      Array.from({ length: skills }, (_, skill) => [column(piece, skill), 1]),
    )
  }
  for (let skill = 0; skill < skills; skill++) {
    const students = Array.from({ length: pieceCount }, (_, piece): Pair => [
      column(piece, skill),
      pieces.counts[piece],
    ])
    rows.add(0, Infinity, [...students, [groupsOf(skill), -sizeMin]])
    rows.add(-Infinity, 0, [...students, [groupsOf(skill), -sizeMax]])
    const locked = students.filter((_, piece) => pieces.lockedTo[piece] >= 0).map(([at]): Pair => [at, 1])
    if (locked.length > 0) rows.add(-Infinity, 0, [...locked, [groupsOf(skill), -1]])
  }
  rows.add(
    groupCount,
    groupCount,
    Array.from({ length: skills }, (_, skill) => [groupsOf(skill), 1]),
  )

  const { constants } = solver
  return solver.withModel(
    {
      numCols: columnCount,
      numRows: rows.count,
      offset: 0,
      colCost: costs,
      colLower: new Float64Array(columnCount),
      colUpper: Float64Array.from(costs, (_, at) => (at < pieceCount * skills ? 1 : groupCount)),
      rowLower: rows.lower,
      rowUpper: rows.upper,
      matrix: rows.matrix(columnCount),
      integrality: Array.from(costs, () => constants.variableType.integer),
    },
    program => {
      program.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9 })
      program.run({
        [constants.callbackType.mipInterrupt]: event => {
          if (shouldStop()) event.interrupt()
        },
      })
      if (program.getModelStatus() !== constants.modelStatus.optimal) return { groups: null, bound: null }
      const { colValue } = program.getSolution()
      const skillOf = (piece: number) =>
        Array.from({ length: skills }, (_, skill) => skill).find(
          skill => colValue[column(piece, skill)] > 0.5,
        ) ?? 0
      const many = Array.from({ length: skills }, (_, skill) => Math.round(colValue[groupsOf(skill)]))
      const chosen = Array.from({ length: pieceCount }, (_, piece) => skillOf(piece))
      const groups = dealOut(
        problem,
        model,
        many,
        unit => chosen[pieces.units.findIndex(inside => inside.includes(unit))],
      )
      return { groups, bound: program.getObjectiveValue() }
    },
  )
}

/** Deals the students of every skill into its groups; null if rules forbid that. */
function dealOut(
  problem: GroupingProblem,
  { units: { unitOf, units }, groupCount }: CostModel,
  many: readonly number[],
  skillOfUnit: (unit: number) => number,
): Int32Array | null {
  const skillOfStudent = Array.from(unitOf, skillOfUnit)
  const groups = new Int32Array(unitOf.length).fill(-1)
  let next = 0
  for (const [skill, own] of many.entries()) {
    const students = skillOfStudent.flatMap((of, student) => (of === skill ? [student] : []))
    if (students.length === 0 && own === 0) continue
    const place = new Map(students.map((student, at) => [student, at]))
    const within = (pairs: readonly Pair[]) =>
      pairs.flatMap(([a, b]): Pair[] => {
        const [one, other] = [place.get(a), place.get(b)]
        return one !== undefined && other !== undefined ? [[one, other]] : []
      })
    const lockedGroups = [...new Set(students.map(student => units[unitOf[student]].lockedTo))].filter(
      g => g >= 0,
    )
    const dealt = decideFeasibility({
      ...problem,
      scores: students.map(student => problem.scores[student]),
      groupCount: Math.max(1, own),
      together: within(problem.together),
      apart: within(problem.apart),
      locked: students.flatMap((student, at): Pair[] => {
        const group = units[unitOf[student]].lockedTo
        return group < 0 ? [] : [[at, lockedGroups.indexOf(group)]]
      }),
    })
    if (own === 0 || lockedGroups.length > own || dealt.kind !== 'possible') return null
    for (const [at, student] of students.entries()) groups[student] = next + dealt.groups[at]
    next += own
  }
  // Numbered so that those who are locked sit in their own group.
  const gains = Array.from({ length: groupCount }, () => new Float64Array(groupCount))
  for (const [student, group] of problem.locked) gains[groups[student]][group] += 1
  const numbers = assignGreatest(gains)
  return groups.map(group => numbers[group])
}

/** The rows of a program, gathered one by one. */
class Rows {
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly #starts = [0]
  readonly #indices: number[] = []
  readonly #values: number[] = []

  get count(): number {
    return this.lower.length
  }

  add(lower: number, upper: number, entries: readonly Pair[]): void {
    this.lower.push(lower)
    this.upper.push(upper)
    for (const [at, value] of entries) {
      if (value === 0) continue
      this.#indices.push(at)
      this.#values.push(value)
    }
    this.#starts.push(this.#indices.length)
  }

  matrix(columnCount: number) {
    return {
      format: 'csr',
      numRows: this.count,
      numCols: columnCount,
      starts: this.#starts,
      indices: this.#indices,
      values: this.#values,
    } as const
  }
}
