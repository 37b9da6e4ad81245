import { attributeColumns, attributesOf } from './attribute-columns.ts'
import { readBirthDates } from './birth-dates.ts'
import { guessRoles, type ColumnRole } from './columns.ts'
import type { FormatLine } from './format.ts'
import { findLevels } from './level-words.ts'
import type { LaidTable } from './laid-table.ts'
import { columnsToJoin, joinColumns } from './joined-skills.ts'
import { aboutTheClass, withoutName } from './left-out-rows.ts'
import { nameKey } from './names.ts'
import { nameSomebody, personOf, remarksOnBirthDates, remarksOnPeople } from './people-rows.ts'
import { onScale, type Scale } from './scale.ts'
import { readCell } from './score-cell.ts'
import type { ScoreTable, TableCell, TableColumn, TableRemark, TableRow } from './score-table.ts'
import { shortened } from './shortened.ts'
import { readSkillColumn, type SkillColumn } from './skill-column.ts'
import { isLineOfReport, isSummaryName, readOutOf } from './summary-rows.ts'
import { LIMITS, UnreadableFile } from './unreadable-file.ts'

/** What a person may say about the columns. */
export interface CellChoices {
  /** Scales of skills that are known already, so that `8/10` means the same in every file, and their levels. */
  readonly knownScales?:
    | readonly {
        readonly skillName: string
        readonly scale: Scale
        readonly levelNames?: readonly string[] | undefined
      }[]
    | undefined
  readonly columns?:
    | readonly {
        readonly index: number
        readonly role?: ColumnRole | undefined
        readonly skillName?: string | undefined
        readonly scale?: Scale | undefined
        /** On the scale. */
        readonly masteryThreshold?: number | undefined
        /** As it was said of such a file before; a scale that the skill has counts more. */
        readonly scaleBefore?: Scale | undefined
        readonly attributeName?: string | undefined
        readonly isSensitive?: boolean | undefined
        /** What its words were taken for before, lowest first. */
        readonly levelNames?: readonly string[] | undefined
      }[]
    | undefined
}

/**
 * Reads the cells of a table: what each column is, on which scale, and what every cell says. A person's choice comes
 * before what the format knows, and that before a guess.
 *
 * @param delimiter what stood between the cells, a hint at the decimal mark; '' where nothing did
 */
export function readCells(
  laid: LaidTable,
  delimiter: string,
  choices: CellChoices = {},
): Pick<ScoreTable, 'columns' | 'rows' | 'joined' | 'unnamed' | 'remarks'> {
  const remarks: TableRemark[] = []
  const outOf = readOutOf(laid.lines[0])
  const body = outOf ? laid.lines.slice(1) : laid.lines
  const headers = laid.columns.map(column => column.header)
  const guessed = guessRoles(headers, body, delimiter)
  const chosen = new Map(choices.columns?.map(column => [column.index, column]))
  const known = new Map(choices.knownScales?.map(skill => [nameKey(skill.skillName), skill]))
  const guessedSkill = (role: ColumnRole, index: number): ColumnRole => {
    // Words that no list of levels has may be those of the skill of that name.
    const levelNames = known.get(nameKey(headers[index]))?.levelNames
    if (role !== 'ignored' || !levelNames) return role
    const filled = body
      .map(line => line.cells[index] ?? '')
      .filter(cell => readCell(cell, '.').kind === 'odd')
    return findLevels(filled, headers[index], levelNames) ? 'skill' : role
  }
  const roles = guessed.map(
    (role, index) => chosen.get(index)?.role ?? laid.columns[index]?.role ?? guessedSkill(role, index),
  )
  const ownNames = headers.map(
    (name, index) => laid.columns[index]?.skillName ?? (name || `Column ${index + 1}`),
  )
  const written = ownNames.map((name, index) => chosen.get(index)?.skillName ?? name)
  const groups = columnsToJoin(written, roles, index => chosen.get(index)?.skillName !== undefined)
  const parts = new Set(groups.flat())
  const skillNames = uniqueNames(written, roles, parts, remarks)
  const attributes = attributeColumns(headers, roles, chosen, laid.columns)
  const birthDateAt = roles.indexOf('birthDate')
  const birthDates = readBirthDates(body.map(line => line.cells[birthDateAt] ?? ''))
  const skills = roles.map((role, index): SkillColumn | null => {
    if (role !== 'skill') return null
    // The scale of a skill in the class is that of all its questions together.
    const ofClass = parts.has(index) ? undefined : known.get(nameKey(skillNames[index]))
    const cells = body.map(line => line.cells[index] ?? '')
    return readSkillColumn(cells, headers[index], delimiter, {
      ...saidOfScale(chosen.get(index), ofClass?.scale, {
        scale: laid.columns[index]?.scale,
        outOf: laid.columns[index]?.outOf ?? outOf?.get(index),
      }),
      isPart: parts.has(index),
      levelNames: ofClass?.levelNames ?? chosen.get(index)?.levelNames,
      numberedNames: laid.columns[index]?.levelNames,
    })
  })

  const rows: TableRow[] = []
  const odd = new OddCells()
  const unnamed: TableRow[] = []
  const isNamed = nameSomebody(roles)
  const nobody: { row: number; name: string }[] = []
  const nameless: TableRemark[] = []
  for (const [at, line] of body.entries()) {
    const person = personOf(line, roles)
    if (!isNamed) {
      const cells = skills.map((skill, index) =>
        readTableCell(line.cells[index] ?? '', skill, at, line.conflicts?.get(index)),
      )
      unnamed.push({ row: line.row, ...NOBODY, cells })
      if (unnamed.length === SHOWN_UNNAMED) break
    } else if (person !== null && isLineOfReport(line)) {
      nobody.push({ row: line.row, name: person.fullName })
    } else if (person !== null && !isSummaryName(person.fullName)) {
      const cells = skills.map((skill, index) => {
        const cell = readTableCell(line.cells[index] ?? '', skill, at, line.conflicts?.get(index))
        if (cell.state === 'odd')
          odd.add(line, index, cell.text, skillNames[index], why(skill, at, line, index))
        return cell
      })
      rows.push({
        row: line.row,
        ...(line.cellRows && { cellRows: line.cellRows }),
        ...person,
        birthDate: birthDates[at] ?? null,
        attributes: attributesOf(line, attributes),
        cells,
      })
      if (rows.length > LIMITS.students) {
        throw new UnreadableFile(
          `There are more than ${LIMITS.students.toLocaleString('en')} students in the file.`,
          'Export fewer classes at a time.',
        )
      }
    } else if (skills.some(skill => skill?.readings[at].kind === 'score')) {
      if (person) nobody.push({ row: line.row, name: person.fullName })
      else nameless.push(withoutName(line.row))
    }
  }
  remarks.push(...odd.remarks(), ...aboutTheClass(nobody), ...nameless.slice(0, NAMED_ODD_CELLS))

  const counts = countStates(isNamed ? rows : unnamed, headers.length)
  const columns = headers.map((name, index): TableColumn => ({
    index,
    header: name,
    role: roles[index],
    skillName: skillNames[index] ?? name,
    ownName: shortened(ownNames[index], 190),
    ownScale: laid.columns[index]?.scale ?? null,
    scale: skills[index]?.scale ?? null,
    masteryThreshold:
      chosen.get(index)?.masteryThreshold ??
      laid.columns[index]?.masteryThreshold ??
      skills[index]?.masteryThreshold ??
      null,
    isThresholdSaid: chosen.get(index)?.masteryThreshold !== undefined,
    standardCode: laid.columns[index]?.standardCode ?? null,
    levelNames: skills[index]?.levelNames ?? null,
    attribute: attributes[index] ?? null,
    ...counts[index],
  }))
  remarks.push(...remarksOnBirthDates(rows, body, birthDateAt), ...remarksOnPeople(rows, roles))
  const { joined, remarks: onJoined } = joinColumns(
    groups,
    columns,
    rows,
    name => known.get(nameKey(name))?.scale,
  )
  remarks.push(...onJoined)
  return { columns, rows, joined, unnamed, remarks }
}

/**
 * On which scale a column is read: as the teacher says; else as the skill is known in the class, if the file's numbers
 * can mean that; else as such a file was read before; else as the file says itself.
 */
function saidOfScale(
  chosen: { readonly scale?: Scale | undefined; readonly scaleBefore?: Scale | undefined } | undefined,
  known: Scale | undefined,
  file: { readonly scale?: Scale | undefined; readonly outOf?: number | undefined },
): { scale?: Scale | undefined; isFixed?: boolean; outOf?: number | undefined } {
  if (chosen?.scale) return { scale: chosen.scale, isFixed: true }
  if (known && canMean(file, known)) {
    // A scale of points that the file has itself may reach beyond the points there were to get: extra credit.
    return { scale: known, outOf: file.scale && known.kind === 'points' ? undefined : file.outOf }
  }
  if (chosen?.scaleBefore) return { scale: chosen.scaleBefore, isFixed: true }
  return file.scale ? { scale: file.scale, isFixed: true } : { outOf: file.outOf }
}

/** Points are a part of what there was to get, and so is percent; levels and scale scores are only what they are. */
function canMean(file: { scale?: Scale | undefined; outOf?: number | undefined }, known: Scale): boolean {
  const { scale, outOf } = file
  if (!scale) return true
  switch (known.kind) {
    case 'percent':
      return scale.kind === 'percent' || (scale.kind === 'points' && outOf !== undefined)
    case 'points':
      return (
        scale.kind === 'points' &&
        (outOf === undefined || outOf === known.maximum || scale.maximum === known.maximum)
      )
    case 'level':
      return scale.kind === 'level' && scale.minimum === known.minimum && scale.maximum === known.maximum
    case 'score':
      return false
  }
}

function readTableCell(
  text: string,
  skill: SkillColumn | null,
  at: number,
  conflict: string | undefined,
): TableCell {
  if (!skill) return { text, state: 'text', value: null }
  const reading = skill.readings[at]
  if (conflict !== undefined) return { text, state: 'odd', value: null }
  if (reading.kind !== 'score') return { text, state: reading.kind, value: null }
  const value = onScale(reading, skill.scale)
  const isInside = value !== null && value >= skill.scale.minimum && value <= skill.scale.maximum
  return isInside ? { text, state: 'score', value } : { text, state: 'odd', value: null }
}

function why(skill: SkillColumn | null, at: number, line: FormatLine, index: number): string {
  const reading = skill?.readings[at]
  const conflict = line.conflicts?.get(index)
  if (conflict !== undefined) return conflict
  if (reading?.kind === 'odd') return reading.why
  if (reading?.kind === 'score' && skill && onScale(reading, skill.scale) === null) {
    return `it is a part of ${reading.percent ? 'a hundred' : `${reading.outOf ?? ''} points`}, and this skill has ${skill.scale.kind === 'level' ? 'levels' : 'scale scores'}`
  }
  return `it is outside ${skill?.scale.minimum ?? 0} to ${skill?.scale.maximum ?? 0}`
}

/** Row by row, as the cells lie in memory: column by column takes several times as long. */
function countStates(rows: readonly TableRow[], width: number) {
  const counts = Array.from({ length: width }, () => ({ scoredCount: 0, notAssessedCount: 0, oddCount: 0 }))
  for (const { cells } of rows) {
    for (const [index, { state }] of cells.entries()) {
      if (state === 'score') counts[index].scoredCount++
      else if (state === 'notAssessed') counts[index].notAssessedCount++
      else if (state === 'odd') counts[index].oddCount++
    }
  }
  return counts
}

/** Enough to see which column holds the names. */
const SHOWN_UNNAMED = 60
const NOBODY = {
  fullName: '',
  callName: '',
  externalId: null,
  birthDate: null,
  interests: [],
  attributes: [],
} satisfies Omit<TableRow, 'row' | 'cells'>

const NAMED_ODD_CELLS = 200

/** Remarks on odd cells: each by itself, and beyond many only how many more there are. */
class OddCells {
  #named: TableRemark[] = []
  #more = 0

  add(line: FormatLine, index: number, text: string, column: string, reason: string): void {
    if (this.#named.length === NAMED_ODD_CELLS) {
      this.#more++
      return
    }
    this.#named.push({
      kind: 'odd',
      row: line.row,
      column,
      message: `Row ${line.cellRows?.[index] ?? line.row}, ${column}: “${shortened(text)}” cannot be taken as a score: ${reason}.`,
      remedy: 'Take it as not assessed, correct the column’s scale, or mend the file.',
    })
  }

  remarks(): TableRemark[] {
    if (this.#more === 0) return this.#named
    return [
      ...this.#named,
      {
        kind: 'odd',
        row: null,
        column: null,
        message: `${this.#more.toLocaleString('en')} more cells cannot be taken as scores.`,
        remedy: 'Perhaps a column is no skill, or its scale is another: look at the counts above the table.',
      },
    ]
  }
}

/** Two columns of one name are two skills, and have to be told apart; unless they are parts of one. */
function uniqueNames(
  names: readonly string[],
  roles: readonly ColumnRole[],
  parts: ReadonlySet<number>,
  remarks: TableRemark[],
): string[] {
  const seen = new Map<string, number>()
  return names.map((name, index) => {
    if (roles[index] !== 'skill') return name
    if (parts.has(index)) return shortened(name, 190)
    const key = name.toLocaleLowerCase('en')
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    if (times === 1) return shortened(name, 190)
    const unique = `${shortened(name, 190)} (${times})`
    remarks.push({
      kind: 'note',
      row: null,
      column: unique,
      message: `Another column named “${shortened(name)}” is called “${shortened(unique)}” here.`,
      remedy: 'Give it another name over the table, or ignore one of them.',
    })
    return unique
  })
}
