import { attributeColumns, attributesOf } from './attribute-columns.ts'
import { readBirthDates } from './birth-dates.ts'
import { guessRoles, type ColumnRole } from './columns.ts'
import type { LaidLine, LaidTable } from './laid-table.ts'
import { aboutTheClass, withoutName } from './left-out-rows.ts'
import { nameKey } from './names.ts'
import { nameSomebody, personOf, remarksOnPeople } from './people-rows.ts'
import { isPartOf, onScale, type Scale } from './scale.ts'
import type { TableCell, TableColumn, TableRemark, TableRow } from './score-table.ts'
import { shortened } from './shortened.ts'
import { readSkillColumn, type SkillColumn } from './skill-column.ts'
import { isLineOfReport, isSummaryName, readOutOf } from './summary-rows.ts'
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
): { columns: TableColumn[]; rows: TableRow[]; unnamed: TableRow[]; remarks: TableRemark[] } {
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
  const attributes = attributeColumns(headers, roles, chosen)
  const birthDateAt = roles.indexOf('birthDate')
  const birthDates = readBirthDates(body.map(line => line.cells[birthDateAt] ?? ''))
  const skills = roles.map((role, index): SkillColumn | null => {
    if (role !== 'skill') return null
    const said =
      chosen.get(index)?.scale ?? known.get(nameKey(skillNames[index])) ?? laid.columns[index]?.scale
    const cells = body.map(line => line.cells[index] ?? '')
    return readSkillColumn(cells, headers[index], delimiter, {
      scale: said,
      outOf: outOf?.get(index),
      levelNames: chosen.get(index)?.levelNames,
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
    ...countStates(isNamed ? rows : unnamed, index),
  }))
  remarks.push(...remarksOnPeople(rows, roles))
  return { columns, rows, unnamed, remarks }
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
  if (!isPartOf(reading, skill.scale)) return { text, state: 'odd', value: null }
  const value = onScale(reading, skill.scale)
  const isInside = value >= skill.scale.minimum && value <= skill.scale.maximum
  return isInside ? { text, state: 'score', value } : { text, state: 'odd', value: null }
}

function why(skill: SkillColumn | null, at: number, line: LaidLine, index: number): string {
  const reading = skill?.readings[at]
  const conflict = line.conflicts?.get(index)
  if (conflict !== undefined) return conflict
  if (reading?.kind === 'odd') return reading.why
  if (reading?.kind === 'score' && skill && !isPartOf(reading, skill.scale)) {
    return `it is points out of ${reading.outOf ?? 0}, and the others are not`
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
      message: `Another column named “${shortened(name)}” is called “${shortened(unique)}” here.`,
      remedy: 'Give it another name over the table, or ignore one of them.',
    })
    return unique
  })
}
