import { attributeColumns, attributesOf } from './attribute-columns.ts'
import { readBirthDates } from './birth-dates.ts'
import { guessRoles, type ColumnRole } from './columns.ts'
import type { LaidLine, LaidTable } from './laid-table.ts'
import { nameKey } from './names.ts'
import { personOf, remarksOnBirthDates, remarksOnPeople } from './people-rows.ts'
import { onScale, type Scale } from './scale.ts'
import type { TableCell, TableColumn, TableRemark, TableRow } from './score-table.ts'
import { shortened } from './shortened.ts'
import { readSkillColumn, type SkillColumn } from './skill-column.ts'
import { isSummaryName, readOutOf } from './summary-rows.ts'
import { LIMITS, UnreadableFile } from './unreadable-file.ts'

/** What a person may say about the columns. */
export interface CellChoices {
  /** Scales of skills that are known already, so that `8/10` means the same in every file. */
  readonly knownScales?: readonly { readonly skillName: string; readonly scale: Scale }[] | undefined
  readonly columns?:
    | readonly {
        readonly index: number
        readonly role?: ColumnRole | undefined
        readonly skillName?: string | undefined
        readonly scale?: Scale | undefined
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
): { columns: TableColumn[]; rows: TableRow[]; remarks: TableRemark[] } {
  const remarks: TableRemark[] = []
  const outOf = readOutOf(laid.lines[0])
  const body = outOf ? laid.lines.slice(1) : laid.lines
  const headers = laid.columns.map(column => column.header)
  const guessed = guessRoles(headers, body, delimiter)
  const chosen = new Map(choices.columns?.map(column => [column.index, column]))
  const roles = guessed.map((role, index) => chosen.get(index)?.role ?? laid.columns[index]?.role ?? role)
  const skillNames = uniqueNames(
    headers.map(
      (name, index) =>
        chosen.get(index)?.skillName ?? laid.columns[index]?.skillName ?? (name || `Column ${index + 1}`),
    ),
    roles,
    remarks,
  )
  const known = new Map(choices.knownScales?.map(({ skillName, scale }) => [nameKey(skillName), scale]))
  const attributes = attributeColumns(headers, roles, chosen, laid.columns)
  const birthDateAt = roles.indexOf('birthDate')
  const birthDates = readBirthDates(body.map(line => line.cells[birthDateAt] ?? ''))
  const skills = roles.map((role, index): SkillColumn | null => {
    if (role !== 'skill') return null
    const cells = body.map(line => line.cells[index] ?? '')
    return readSkillColumn(cells, headers[index], delimiter, {
      ...saidOfScale(chosen.get(index), known.get(nameKey(skillNames[index])), {
        scale: laid.columns[index].scale,
        outOf: laid.columns[index].outOf ?? outOf?.get(index),
      }),
      levelNames: chosen.get(index)?.levelNames,
    })
  })

  const rows: TableRow[] = []
  const odd = new OddCells()
  const asides: TableRemark[] = []
  for (const [at, line] of body.entries()) {
    const person = personOf(line, roles)
    if (person !== null && !isSummaryName(person.fullName)) {
      const cells = skills.map((skill, index) => {
        const cell = readTableCell(line.cells[index] ?? '', skill, at, line.conflicts?.get(index))
        if (cell.state === 'odd')
          odd.add(line, index, cell.text, skillNames[index], why(skill, at, line, index))
        return cell
      })
      rows.push({
        row: line.row,
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
      asides.push(leftOut(line.row, person?.fullName ?? null))
    }
  }
  remarks.push(...odd.remarks(), ...asides.slice(0, NAMED_ODD_CELLS))

  const columns = headers.map((name, index): TableColumn => ({
    index,
    header: name,
    role: roles[index],
    skillName: skillNames[index] ?? name,
    scale: skills[index]?.scale ?? null,
    masteryThreshold: laid.columns[index]?.masteryThreshold ?? skills[index]?.masteryThreshold ?? null,
    standardCode: laid.columns[index]?.standardCode ?? null,
    levelNames: skills[index]?.levelNames ?? null,
    attribute: attributes[index] ?? null,
    ...countStates(rows, index),
  }))
  remarks.push(...remarksOnBirthDates(rows, body, birthDateAt), ...remarksOnPeople(rows, roles))
  return { columns, rows, remarks }
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

function why(skill: SkillColumn | null, at: number, line: LaidLine, index: number): string {
  const reading = skill?.readings[at]
  const conflict = line.conflicts?.get(index)
  if (conflict !== undefined) return conflict
  if (reading?.kind === 'odd') return reading.why
  if (reading?.kind === 'score' && skill && onScale(reading, skill.scale) === null) {
    return `it is a part of ${reading.percent ? 'a hundred' : `${reading.outOf ?? ''} points`}, and this skill has ${skill.scale.kind === 'level' ? 'levels' : 'scale scores'}`
  }
  return `it is outside ${skill?.scale.minimum ?? 0} to ${skill?.scale.maximum ?? 0}`
}

function countStates(rows: readonly TableRow[], index: number) {
  let [scoredCount, notAssessedCount, oddCount] = [0, 0, 0]
  for (const { cells } of rows) {
    const { state } = cells[index]
    if (state === 'score') scoredCount++
    else if (state === 'notAssessed') notAssessedCount++
    else if (state === 'odd') oddCount++
  }
  return { scoredCount, notAssessedCount, oddCount }
}

function leftOut(row: number, summary: string | null): TableRemark {
  return summary === null
    ? {
        kind: 'note',
        row,
        column: null,
        message: `Row ${row} has scores but no name; it is left out.`,
        remedy: 'If it is a student, write the name into the file and drop it again.',
      }
    : {
        kind: 'note',
        row,
        column: null,
        message: `Row ${row}, “${shortened(summary)}”, is about the class and no student; it is left out.`,
        remedy: '',
      }
}

const NAMED_ODD_CELLS = 200

/** Remarks on odd cells: each by itself, and beyond many only how many more there are. */
class OddCells {
  #named: TableRemark[] = []
  #more = 0

  add(line: LaidLine, index: number, text: string, column: string, reason: string): void {
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

/** Two columns of one name are two skills, and have to be told apart. */
function uniqueNames(
  names: readonly string[],
  roles: readonly ColumnRole[],
  remarks: TableRemark[],
): string[] {
  const seen = new Map<string, number>()
  return names.map((name, index) => {
    if (roles[index] !== 'skill') return name
    const key = name.toLocaleLowerCase('en')
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    if (times === 1) return shortened(name, 190)
    const unique = `${shortened(name, 190)} (${times})`
    remarks.push({
      kind: 'note',
      row: null,
      column: unique,
      message: `There are ${times} columns named “${shortened(name)}”; this one is called “${shortened(unique)}”.`,
      remedy: 'Give it another name here, or ignore one of them.',
    })
    return unique
  })
}
