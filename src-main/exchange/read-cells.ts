import { attributeColumns, attributesOf } from './attribute-columns.ts'
import { readBirthDates } from './birth-dates.ts'
import { guessRoles, type ColumnRole } from './columns.ts'
import type { LaidTable } from './laid-table.ts'
import { nameKey } from './names.ts'
import { personOf, remarksOnPeople } from './people-rows.ts'
import { guessScale, onScale, type Scale } from './scale.ts'
import { decimalMark, readCell, type CellReading } from './score-cell.ts'
import type { TableCell, TableColumn, TableRemark, TableRow } from './score-table.ts'
import { shortened } from './shortened.ts'
import type { Line } from './tabulate.ts'

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

  const body = laid.lines
  const headers = laid.columns.map(column => column.header)
  const guessed = guessRoles(headers, body, delimiter)
  const chosen = new Map(choices.columns?.map(column => [column.index, column]))
  const roles = guessed.map((role, index) => chosen.get(index)?.role ?? laid.columns[index]?.role ?? role)
  const readings = roles.map((role, index) => (role === 'skill' ? readColumn(body, index, delimiter) : null))
  const skillNames = uniqueNames(
    headers.map(
      (name, index) =>
        chosen.get(index)?.skillName ?? laid.columns[index]?.skillName ?? (name || `Column ${index + 1}`),
    ),
    roles,
    remarks,
  )
  const known = new Map(choices.knownScales?.map(({ skillName, scale }) => [nameKey(skillName), scale]))
  const scales = readings.map((column, index) => {
    if (!column) return null
    return (
      chosen.get(index)?.scale ??
      known.get(nameKey(skillNames[index])) ??
      laid.columns[index]?.scale ??
      guessScale(column.flatMap(cell => (cell.kind === 'score' ? [cell] : [])))
    )
  })

  const attributes = attributeColumns(headers, roles, chosen)
  const birthDateAt = roles.indexOf('birthDate')
  const birthDates = readBirthDates(body.map(line => line.cells[birthDateAt] ?? ''))

  const cellsOf = (line: Line, at: number): TableCell[] =>
    headers.map((_, index) => {
      const cell = line.cells[index] ?? ''
      const reading = readings[index]?.[at]
      const scale = scales[index]
      if (!reading || !scale) return { text: cell, state: 'text', value: null }
      if (reading.kind !== 'score') return { text: cell, state: reading.kind, value: null }
      const value = onScale(reading, scale)
      const outside = value < scale.minimum || value > scale.maximum
      return outside ? { text: cell, state: 'odd', value: null } : { text: cell, state: 'score', value }
    })

  const rows: TableRow[] = []
  for (const [at, line] of body.entries()) {
    const cells = cellsOf(line, at)
    const person = personOf(line, roles)
    if (person === null) {
      if (cells.some(cell => cell.state === 'score')) {
        remarks.push({
          kind: 'note',
          row: line.row,
          column: null,
          message: `Row ${line.row} has scores but no name; it is left out.`,
          remedy: 'If it is a student, write the name into the file and drop it again.',
        })
      }
      continue
    }
    for (const [index, cell] of cells.entries()) {
      if (cell.state !== 'odd') continue
      const reading = readings[index]?.[at]
      const scale = scales[index]
      const why =
        reading?.kind === 'odd'
          ? reading.why
          : `it is outside ${scale?.minimum ?? 0} to ${scale?.maximum ?? 0}`
      const column = skillNames[index] ?? ''
      remarks.push({
        kind: 'odd',
        row: line.row,
        column,
        message: `Row ${line.row}, ${column}: “${shortened(cell.text)}” cannot be taken as a score: ${why}.`,
        remedy: 'Take it as not assessed, correct the column’s scale, or mend the file.',
      })
    }
    rows.push({
      row: line.row,
      ...person,
      birthDate: birthDates[at] ?? null,
      attributes: attributesOf(line, attributes),
      cells,
    })
  }

  const columns = headers.map((name, index): TableColumn => {
    const counted = (state: TableCell['state']) =>
      rows.filter(row => row.cells[index]?.state === state).length
    return {
      index,
      header: name,
      role: roles[index] ?? 'ignored',
      skillName: skillNames[index] ?? name,
      scale: scales[index] ?? null,
      masteryThreshold: laid.columns[index]?.masteryThreshold ?? null,
      standardCode: laid.columns[index]?.standardCode ?? null,
      levelNames: null,
      attribute: attributes[index] ?? null,
      scoredCount: counted('score'),
      notAssessedCount: counted('notAssessed'),
      oddCount: counted('odd'),
    }
  })
  remarks.push(...remarksOnPeople(rows, roles))
  return { columns, rows, remarks }
}

function readColumn(lines: readonly Line[], index: number, delimiter: string): CellReading[] {
  const cells = lines.map(line => line.cells[index] ?? '')
  const mark = decimalMark(cells, delimiter)
  return cells.map(cell => readCell(cell, mark))
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
