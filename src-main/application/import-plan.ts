import type { ClassBook } from '../contract/classes.ts'
import type { AssessmentId, StudentId } from '../contract/ids.ts'
import type { ImportChoices, ImportPreview, ImportQuestion, ImportRemark } from '../contract/importing.ts'
import { matchStudents, type Match } from '../exchange/match-students.ts'
import { nameKey } from '../exchange/names.ts'
import type { ScoreTable, TableRow } from '../exchange/score-table.ts'
import { skillOf, type PlannedSkill } from './import-skills.ts'

/** The class a file is read for, with every assessment's scores. */
export interface ImportTarget {
  readonly book: ClassBook
  /** Per assessment: its scores by `scoreKey`. */
  readonly scores: ReadonlyMap<AssessmentId, ReadonlyMap<string, number>>
}

/** What an import would write, in the order in which it has to be written. */
export interface ImportWrites {
  /** Skills by column: one that is there, or a new one. */
  readonly skills: readonly PlannedSkill[]
  readonly students: readonly {
    /** null = new. */
    readonly id: number | null
    readonly fullName: string
    readonly callName: string
    readonly externalId: string | null
    readonly interests: readonly string[]
    /** Scores by column, only those that are new or differ. */
    readonly scores: readonly { readonly column: number; readonly value: number }[]
  }[]
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
  const matches = matchStudents(table.rows, knownStudents, (row, id) =>
    [...(target?.scores.values() ?? [])].some(scores => sameScores(row, id, skills, scores)),
  )
  const people = answeredMatches(table.rows, matches, knownStudents, choices)
  const questions = questionsOf(table.rows, matches, knownStudents, choices)

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
  let newInterests = 0
  const students = table.rows.map((row, at) => {
    const id = people[at]
    const known = id === null ? undefined : knownStudents.find(student => student.id === id)
    const scores: { column: number; value: number }[] = []
    for (const { column, id: skillId } of skills) {
      const value = row.cells[column].value
      if (value === null) continue
      const before = id === null || skillId === null ? undefined : stored?.get(scoreKey(id, skillId))
      if (before === value) unchangedScores++
      else {
        if (before === undefined) newScores++
        else changedScores++
        scores.push({ column, value })
      }
    }
    const interests = row.interests.filter(
      interest =>
        !known?.interests.some(has => has.toLocaleLowerCase('en') === interest.toLocaleLowerCase('en')),
    )
    newInterests += interests.length
    const externalId = known?.externalId === null || !known ? row.externalId : null
    return { id, fullName: row.fullName, callName: row.callName, externalId, interests, scores }
  })

  const newSkills = skills.filter(skill => skill.id === null).length
  const newStudents = people.filter(id => id === null).length
  const present = new Set(people)
  const remarks = [
    ...rowsOfOneStudent(table.rows, people, knownStudents),
    ...remarksOf(table, skills, target, choices),
  ]
  const newIds = students.filter(student => student.id !== null && student.externalId !== null).length
  const nothingNew =
    newScores + changedScores + newStudents + newSkills + newInterests + newIds === 0 &&
    questions.length === 0
  const ready =
    !nothingNew &&
    table.rows.length > 0 &&
    remarks.every(remark => remark.severity === 'note') &&
    questions.every(question => question.answer !== undefined)

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
      rows: table.rows
        .slice(0, SHOWN_ROWS)
        .map(({ row, cells }) => ({ row, cells: cells.map(cell => ({ ...cell })) })),
      rowCount: table.rows.length,
      remarks,
      questions,
      assessmentName: chosen?.name ?? assessmentName,
      heldOn: chosen?.heldOn ?? heldOn,
      assessmentId,
      className: choices.className ?? target?.book.name ?? table.assessmentName,
      effect: {
        newStudents,
        knownStudents: people.length - newStudents,
        missingStudents: knownStudents.filter(student => !present.has(student.id)).length,
        newSkills,
        newScores,
        changedScores,
        unchangedScores,
        newInterests,
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

/** The student of each row; null = new. A question without an answer counts as new until it has one. */
function answeredMatches(
  rows: readonly TableRow[],
  matches: readonly Match[],
  students: ClassBook['students'],
  choices: ImportChoices,
): (StudentId | null)[] {
  const present = new Set(students.map(student => student.id))
  const answers = new Map(choices.matches?.map(({ row, studentId }) => [row, studentId]))
  return matches.map((match, at) => {
    const answer = answers.get(rows[at].row)
    if (answer !== undefined && (answer === null || present.has(answer))) return answer
    return match.kind === 'known' ? (match.id as StudentId) : null
  })
}

/** One student cannot have two rows of a file. */
function rowsOfOneStudent(
  rows: readonly TableRow[],
  people: readonly (StudentId | null)[],
  students: ClassBook['students'],
): ImportRemark[] {
  return rows.flatMap(({ row }, at): ImportRemark[] => {
    const id = people[at]
    const first = people.indexOf(id)
    if (id === null || first === at) return []
    const label = students.find(student => student.id === id)?.label ?? ''
    return [
      {
        severity: 'stop',
        row,
        column: null,
        message: `${label}: rows ${rows[first].row} and ${row} cannot both be this student.`,
        remedy: 'Say for one of them that it is somebody else.',
      },
    ]
  })
}

function questionsOf(
  rows: readonly TableRow[],
  matches: readonly Match[],
  students: ClassBook['students'],
  choices: ImportChoices,
): ImportQuestion[] {
  const answers = new Map(choices.matches?.map(({ row, studentId }) => [row, studentId]))
  return matches.flatMap((match, at) => {
    if (match.kind !== 'ask') return []
    const { row, fullName } = rows[at]
    const candidates = match.candidates.flatMap(id => {
      const student = students.find(other => other.id === id)
      return student ? [{ studentId: student.id, label: student.label }] : []
    })
    const answer = answers.get(row)
    return [{ row, name: fullName, candidates, ...(answer === undefined ? {} : { answer }) }]
  })
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
  for (const { column, id, name, scale } of skills) {
    const known = target?.book.skills.find(skill => skill.id === id)
    if (!known || known.scale.kind === 'score') continue
    const { minimum, maximum } = known.scale
    const outside = table.rows.find(({ cells }) => {
      const { value } = cells[column]
      return value !== null && (value < minimum || value > maximum)
    })
    if (!outside) continue
    remarks.push({
      severity: 'stop',
      row: outside.row,
      column: name,
      message: `Row ${outside.row}, ${name}: “${outside.cells[column].text}” is outside the scale this skill has in the class, ${minimum} to ${maximum}.`,
      remedy: `If it is another test, give the column another name; it was read on a scale of ${scale.minimum} to ${scale.maximum}.`,
    })
  }
  const twice = skills.filter(
    (skill, at) => skills.findIndex(other => nameKey(other.name) === nameKey(skill.name)) < at,
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
