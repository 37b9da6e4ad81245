import type { ClassBook } from '../contract/classes.ts'
import type { AssessmentId, StudentId } from '../contract/ids.ts'
import type {
  ImportCell,
  ImportChoices,
  ImportPerson,
  ImportPreview,
  ImportRemark,
} from '../contract/importing.ts'
import { isSensitiveName } from '../exchange/attribute-columns.ts'
import { nameKey } from '../exchange/names.ts'
import type { ScoreTable, TableCell, TableColumn, TableRow } from '../exchange/score-table.ts'
import { findPeople, personInWords, writesFor, type KnownPeople, type PersonWrites } from './import-people.ts'
import { mismatch, skillOf, type PlannedSkill } from './import-skills.ts'

/** The class a file is read for, with every assessment's scores. */
export interface ImportTarget {
  readonly book: ClassBook
  /** Per assessment: its scores by `scoreKey`. */
  readonly scores: ReadonlyMap<AssessmentId, ReadonlyMap<string, number>>
  readonly people: KnownPeople
}

/** What an import would write, in the order in which it has to be written. */
export interface ImportWrites {
  /** Skills by column: one that is there, or a new one. */
  readonly skills: readonly PlannedSkill[]
  readonly students: readonly (PersonWrites & {
    /** null = new. */
    readonly id: number | null
    readonly fullName: string
    readonly callName: string
    /** What the row is remembered by from now on; null = it need not be. */
    readonly rowKey: string | null
    /** Scores by column, only those that are new or differ. */
    readonly scores: readonly { readonly column: number; readonly value: number }[]
  })[]
  /** null = a new assessment, if there is any score. */
  readonly assessmentId: AssessmentId | null
  readonly assessmentName: string
  readonly heldOn: string
}

const SHOWN_ROWS = 60

export function scoreKey(studentId: number, skillId: number): string {
  return `${studentId} ${skillId}`
}

/**
 * Works out what importing a table into a class would do, without doing it. Scores go to the assessment that
 * the teacher chose; else to one in which everything in the file is already the same (so the same file again
 * changes nothing, on whatever day); else to the one of the same name and day; else to a new one.
 *
 * @param target null = a new class
 * @param remembered what of an earlier file's corrections the table was read with
 * @param today used where neither the file nor the teacher says a day
 */
export function planImport(
  table: ScoreTable,
  fileName: string,
  target: ImportTarget | null,
  choices: ImportChoices,
  today: string,
  remembered: ImportPreview['remembered'],
): { preview: ImportPreview; writes: ImportWrites } {
  const skills = table.columns
    .filter(column => column.role === 'skill')
    .map(column => skillOf(column, target?.book ?? null))
  const knownStudents = target?.book.students ?? []
  const found = findPeople(table, knownStudents, target?.people ?? null, choices, (row, id) =>
    [...(target?.scores.values() ?? [])].some(scores => sameScores(row, id, skills, scores)),
  )
  const { ids: people, questions } = found

  const assessmentName = choices.assessmentName ?? table.assessmentName
  const heldOn = choices.heldOn ?? table.heldOn ?? today
  const isTheirs = (id: AssessmentId) =>
    target?.book.assessments.some(assessment => assessment.id === id) ?? false
  const assessmentId =
    choices.assessmentId === null || (choices.assessmentId !== undefined && isTheirs(choices.assessmentId))
      ? choices.assessmentId
      : findAssessment(table.rows, people, skills, target, assessmentName, heldOn)
  const stored = assessmentId === null ? undefined : target?.scores.get(assessmentId)
  const chosen = target?.book.assessments.find(assessment => assessment.id === assessmentId)

  let newScores = 0
  let changedScores = 0
  let unchangedScores = 0
  const byId = new Map(knownStudents.map(student => [student.id, student]))
  const seen: ImportPerson[] = []
  const students = table.rows.map((row, at) => {
    const id = people[at]
    const known = (id === null ? undefined : byId.get(id)) ?? null
    const scores: { column: number; value: number }[] = []
    let corrected = 0
    for (const { column, id: skillId } of skills) {
      const value = row.cells[column].value
      if (value === null) continue
      const before = id === null || skillId === null ? undefined : stored?.get(scoreKey(id, skillId))
      if (before === value) unchangedScores++
      else {
        if (before !== undefined) corrected++
        scores.push({ column, value })
      }
    }
    newScores += scores.length - corrected
    changedScores += corrected
    const writes = writesFor(row, known, target?.people ?? null, choices.takeNames === true)
    const name = known?.fullName ?? row.fullName
    seen.push(personInWords(name, known === null, writes, scores.length - corrected, corrected))
    return { id, fullName: row.fullName, callName: row.callName, rowKey: found.keys[at], ...writes, scores }
  })
  const total = (count: (student: (typeof students)[number]) => number) =>
    students.reduce((sum, student) => sum + count(student), 0)
  const newInterests = total(student => student.interests.length)
  const newDetails = total(({ attributes, birthDate }) => attributes.length + (birthDate === null ? 0 : 1))
  const renames = table.rows.flatMap((row, at) => {
    const from = byId.get(people[at] ?? (0 as StudentId))?.fullName ?? row.fullName
    return from === row.fullName ? [] : [{ from, to: row.fullName }]
  })

  const newSkills = skills.filter(skill => skill.id === null).length
  const newStudents = people.filter(id => id === null).length
  const present = new Set(people)
  const remarks = [...found.remarks, ...remarksOf(table, skills, target, choices)]
  const missing = knownStudents.filter(student => !present.has(student.id))
  const nothingNew =
    newSkills === 0 &&
    seen.every(person => person.state === 'unchanged') &&
    // An answer that is not remembered yet is worth keeping.
    questions.every(question => question.isRemembered)
  const ready =
    !nothingNew &&
    table.rows.length > 0 &&
    remarks.every(remark => remark.severity === 'note') &&
    questions.every(question => question.answer !== undefined)

  const hidden = table.columns.map(isHidden)
  return {
    preview: {
      fileName,
      source: {
        kind: table.source.kind,
        format: table.source.format,
        isReadAsKnown: table.source.isReadAsKnown,
      },
      encoding: table.encoding,
      delimiter: table.delimiter,
      headerRow: table.headerRow,
      sheets: [...table.sheets],
      sheet: table.sheet,
      layout: table.layout,
      windows: [...table.windows],
      window: table.window,
      remembered,
      columns: table.columns.map(({ levelNames, ...column }) => ({
        ...column,
        levelNames: levelNames && [...levelNames],
      })),
      rows: table.rows.slice(0, SHOWN_ROWS).map(({ row, cells }) => ({
        row,
        cells: cells.map((cell, at) => shownCell(cell, hidden[at])),
      })),
      rowCount: table.rows.length,
      remarks,
      questions,
      people: [
        ...seen,
        ...missing.map(({ fullName }) => ({ state: 'missing' as const, name: fullName, changes: '' })),
      ],
      renames,
      assessmentName: chosen?.name ?? assessmentName,
      heldOn: chosen?.heldOn ?? heldOn,
      assessmentId,
      className: choices.className ?? target?.book.name ?? table.assessmentName,
      effect: {
        newStudents,
        knownStudents: people.length - newStudents,
        missingStudents: missing.length,
        newSkills,
        newScores,
        changedScores,
        unchangedScores,
        newInterests,
        newDetails,
      },
      ready,
      nothingNew,
    },
    writes: { skills, students, assessmentId, assessmentName, heldOn },
  }
}

/** True if the row has scores and every one of them stands in the assessment for that student. */
function sameScores(
  row: TableRow,
  studentId: number,
  skills: readonly PlannedSkill[],
  stored: ReadonlyMap<string, number>,
): boolean {
  let seen = 0
  for (const { column, id } of skills) {
    const value = row.cells[column].value
    if (value === null) continue
    if (id === null || stored.get(scoreKey(studentId, id)) !== value) return false
    seen++
  }
  return seen > 0
}

/** What is sensitive is not shown before the teacher has taken it, nor by itself after. */
const isHidden = ({ role, header, attribute }: TableColumn) =>
  role === 'birthDate' || attribute?.isSensitive === true || (role === 'ignored' && isSensitiveName(header))

/** A cell for the preview. */
function shownCell(cell: TableCell, hidden: boolean): ImportCell {
  return hidden && cell.text !== '' ? { text: '', state: 'hidden', value: null } : { ...cell }
}

function findAssessment(
  rows: readonly TableRow[],
  people: readonly (StudentId | null)[],
  skills: readonly PlannedSkill[],
  target: ImportTarget | null,
  name: string,
  heldOn: string,
): AssessmentId | null {
  if (!target) return null
  const hasScores = (row: TableRow) => skills.some(({ column }) => row.cells[column].value !== null)
  for (const { id } of target.book.assessments) {
    const stored = target.scores.get(id)
    const scored = rows.map((row, at) => ({ row, person: people[at] })).filter(({ row }) => hasScores(row))
    const allSame =
      stored !== undefined &&
      scored.length > 0 &&
      scored.every(({ row, person }) => person !== null && sameScores(row, person, skills, stored))
    if (allSame) return id
  }
  const sameTitle = target.book.assessments.find(
    assessment => nameKey(assessment.name) === nameKey(name) && assessment.heldOn === heldOn,
  )
  return sameTitle?.id ?? null
}

function remarksOf(
  table: ScoreTable,
  skills: readonly PlannedSkill[],
  target: ImportTarget | null,
  choices: ImportChoices,
): ImportRemark[] {
  const remarks = table.remarks.map(({ kind, ...rest }): ImportRemark => ({
    severity: kind === 'odd' ? (choices.oddCellsAccepted ? 'note' : 'ask') : kind,
    ...rest,
  }))
  for (const skill of skills) {
    const { id, name } = skill
    const known = target?.book.skills.find(skill => skill.id === id)
    if (known && nameKey(known.name) !== nameKey(name)) {
      remarks.push({
        severity: 'note',
        row: null,
        column: name,
        message: `The column ${name} is the skill ${known.name}, which was called so before.`,
        remedy: 'If it is another skill, give the column another name.',
      })
    }
    const obstacle = known ? mismatch(skill, known) : null
    if (obstacle === null) continue
    remarks.push({
      severity: 'stop',
      row: null,
      column: name,
      message: obstacle,
      remedy:
        'If it is another test, give the column another name, or ignore it. Else give it the scale of the skill.',
    })
  }
  const twice = skills.filter(
    (skill, at) =>
      skills.findIndex(
        other => nameKey(other.name) === nameKey(skill.name) || (skill.id !== null && other.id === skill.id),
      ) < at,
  )
  for (const { name } of twice) {
    remarks.push({
      severity: 'stop',
      row: null,
      column: name,
      message: `Two columns are the skill ${name}.`,
      remedy: 'Give one of them another name, or ignore it.',
    })
  }
  const order = { stop: 0, ask: 1, note: 2 }
  return remarks.sort((a, b) => order[a.severity] - order[b.severity])
}
