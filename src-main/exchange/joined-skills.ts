import type { ColumnRole } from './columns.ts'
import { nameKey } from './names.ts'
import { onScale, type Scale } from './scale.ts'
import type { ScoreTable, TableCell, TableColumn, TableRemark, TableRow } from './score-table.ts'

/** A skill that several columns are about, as questions of a quiz: their points together, out of those there were. */
export interface JoinedSkill {
  readonly name: string
  /** Places of its columns, at least two. */
  readonly columns: readonly number[]
  readonly scale: Scale
  /** One a row, on the scale; null where no column has a score. */
  readonly values: readonly (number | null)[]
}

/**
 * Columns that a person gave one name: they are one skill. Two columns that a file itself calls the same are not.
 *
 * @param isSaid whether a person named the column
 * @returns places, a list a skill
 */
export function columnsToJoin(
  names: readonly string[],
  roles: readonly ColumnRole[],
  isSaid: (index: number) => boolean,
): number[][] {
  const groups = new Map<string, number[]>()
  for (const [index, name] of names.entries()) {
    if (roles[index] !== 'skill') continue
    const group = groups.get(nameKey(name))
    if (group) group.push(index)
    else groups.set(nameKey(name), [index])
  }
  return [...groups.values()].filter(group => group.length > 1 && group.some(isSaid))
}

/**
 * Joins columns of points. Who has no score in some of them is measured by the others.
 *
 * @param scaleInClass the scale that a skill of this name has already
 */
export function joinColumns(
  groups: readonly (readonly number[])[],
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  scaleInClass: (name: string) => Scale | undefined,
): { joined: JoinedSkill[]; remarks: TableRemark[] } {
  const joined: JoinedSkill[] = []
  const remarks: TableRemark[] = []
  for (const group of groups) {
    const name = columns[group[0]].skillName
    const points = group.map(index => columns[index].scale?.maximum ?? 0)
    const total = points.reduce((sum, more) => sum + more, 0)
    const known = scaleInClass(name)
    const obstacle = obstacleTo(name, group, columns, known)
    if (obstacle) remarks.push(obstacle)
    const scale = known ?? { kind: 'points', minimum: 0, maximum: total }
    let partly = 0
    const values = rows.map(({ cells }) => {
      const scores = group.map(index => cells[index].value)
      const value = scores.reduce<number>((sum, score) => sum + (score ?? 0), 0)
      const outOf = points.reduce((sum, more, at) => sum + (scores[at] === null ? 0 : more), 0)
      if (outOf === 0) return null
      if (outOf < total) partly++
      const placed = onScale({ value, outOf, percent: false }, scale)
      return placed === null ? null : Math.round(placed * 1e6) / 1e6
    })
    if (partly > 0) remarks.push(partlyRemark(name, partly))
    joined.push({ name, columns: group, scale, values })
  }
  return { joined, remarks }
}

function obstacleTo(
  name: string,
  group: readonly number[],
  columns: readonly TableColumn[],
  known: Scale | undefined,
): TableRemark | null {
  const other = group.map(index => columns[index]).find(({ scale }) => scale?.kind !== 'points')
  const stop = { kind: 'stop', row: null, column: name } as const
  if (other) {
    return {
      ...stop,
      message: `${group.length} columns are the skill ${name}, but ${other.header || 'one of them'} has no points that could be added.`,
      remedy: 'Give it another name, or say that its scale is points.',
    }
  }
  if (known && known.kind !== 'points' && known.kind !== 'percent') {
    return {
      ...stop,
      message: `${name} has ${known.kind === 'level' ? 'levels' : 'scale scores'} in the class, and points cannot become those.`,
      remedy: 'Give these columns a name that no skill of the class has.',
    }
  }
  return null
}

function partlyRemark(name: string, students: number): TableRemark {
  const many = students > 1
  return {
    kind: 'note',
    row: null,
    column: name,
    message: `${students} ${many ? 'students have' : 'student has'} no points in some of the columns of ${name}: there the others count.`,
    remedy: '',
  }
}

/** The table as it is stored: the first column of a joined skill holds its scores, the others nothing. O(cells). */
export function withJoinedSkills(table: ScoreTable): ScoreTable {
  if (table.joined.length === 0) return table
  const joints = new Map(table.joined.map(joint => [joint.columns[0], joint]))
  const parts = new Set(table.joined.flatMap(joint => joint.columns.slice(1)))
  const columns = table.columns.map((column): TableColumn => {
    if (parts.has(column.index)) return { ...column, role: 'ignored', scale: null }
    const joint = joints.get(column.index)
    if (!joint) return column
    const masteryThreshold = column.isThresholdSaid ? column.masteryThreshold : null
    return { ...column, scale: joint.scale, masteryThreshold, levelNames: null }
  })
  const rows = table.rows.map((row, at) => ({
    ...row,
    cells: row.cells.map((cell, index): TableCell => {
      if (parts.has(index)) return { text: cell.text, state: 'text', value: null }
      const joint = joints.get(index)
      if (!joint) return cell
      const value = joint.values[at] ?? null
      return {
        text: value === null ? '' : String(value),
        state: value === null ? 'notAssessed' : 'score',
        value,
      }
    }),
  }))
  return { ...table, columns, rows }
}
