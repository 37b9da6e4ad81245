import type { AssessmentId, StudentId } from '../contract/ids.ts'
import type {
  ImportCell,
  ImportChoices,
  ImportColumn,
  ImportPerson,
  ImportPreview,
} from '../contract/importing.ts'
import { isSensitiveName } from '../exchange/attribute-columns.ts'
import { withJoinedSkills } from '../exchange/joined-skills.ts'
import { nameKey } from '../exchange/names.ts'
import type { ScoreTable, TableCell, TableColumn, TableRow } from '../exchange/score-table.ts'
import { partOf, type Slices } from '../storage/slices.ts'
import type { ClassOutline } from './class-book.ts'
import { findPeople, personInWords, writesFor, type KnownPeople, type PersonWrites } from './import-people.ts'
import { withHints } from './import-hints.ts'
import { remarksOf } from './import-remarks.ts'
import { skillsOf, type PlannedSkill } from './import-skills.ts'

/** The class a file is read for. */
export interface ImportTarget {
  readonly outline: ClassOutline
  readonly people: KnownPeople
  /** A student's scores in one of its assessments, by skill; asked for where they are needed. */
  readonly scoresOf: (assessmentId: AssessmentId, studentId: number) => ReadonlyMap<number, number>
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
/** How much of the planning is finding who the rows are. */
const MATCHING_SHARE = 0.5

/**
 * Works out what importing a table into a class would do, without doing it. Scores go to the assessment that
 * the teacher chose; else to one in which everything in the file is already the same (so the same file again
 * changes nothing, on whatever day); else to the one of the same name and day; else to a new one. In slices, for a large file takes a while.
 *
 * @param target null = a new class
 * @param remembered what of an earlier file's corrections the table was read with
 * @param today used where neither the file nor the teacher says a day
 */
export function* planImport(
  read: ScoreTable,
  fileName: string,
  target: ImportTarget | null,
  choices: ImportChoices,
  today: string,
  remembered: ImportPreview['remembered'],
): Slices<{ preview: ImportPreview; writes: ImportWrites }> {
  // What is stored; what is shown is the file as it was read.
  const table = withJoinedSkills(read)
  const { rows } = table
  const outline = target?.outline ?? null
  const skills = skillsOf(table, outline?.skills ?? [])
  const knownStudents = outline?.students ?? []
  const finding = findPeople(table, knownStudents, target?.people ?? null, choices, (row, id) =>
    (outline?.assessments ?? []).some(assessment =>
      sameScores(row, skills, target?.scoresOf(assessment.id, id) ?? NO_SCORES),
    ),
  )
  const found = yield* partOf(finding, 0, MATCHING_SHARE)
  const { ids: people, questions } = found

  const assessmentName = choices.assessmentName ?? table.assessmentName
  const heldOn = choices.heldOn ?? table.heldOn ?? today
  const isTheirs = (id: AssessmentId) =>
    outline?.assessments.some(assessment => assessment.id === id) ?? false
  const assessmentId =
    choices.assessmentId === null || (choices.assessmentId !== undefined && isTheirs(choices.assessmentId))
      ? choices.assessmentId
      : yield* findAssessment(rows, people, skills, target, assessmentName, heldOn)
  const chosen = outline?.assessments.find(assessment => assessment.id === assessmentId)

  let newScores = 0
  let changedScores = 0
  let unchangedScores = 0
  const byId = new Map(knownStudents.map(student => [student.id, student]))
  const seen: ImportPerson[] = []
  const students: ImportWrites['students'][number][] = []
  for (const [at, row] of rows.entries()) {
    yield MATCHING_SHARE + (at / rows.length) * (1 - MATCHING_SHARE)
    const id = people[at]
    const stored =
      id === null || assessmentId === null ? NO_SCORES : (target?.scoresOf(assessmentId, id) ?? NO_SCORES)
    const known = (id === null ? undefined : byId.get(id)) ?? null
    const scores: { column: number; value: number }[] = []
    let corrected = 0
    for (const { column, id: skillId } of skills) {
      const value = row.cells[column].value
      if (value === null) continue
      const before = skillId === null ? undefined : stored.get(skillId)
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
    const { fullName, callName } = row
    students.push({ id, fullName, callName, rowKey: found.keys[at], ...writes, scores })
  }
  const total = (count: (student: (typeof students)[number]) => number) =>
    students.reduce((sum, student) => sum + count(student), 0)
  const newInterests = total(student => student.interests.length)
  const newDetails = total(({ attributes, birthDate }) => attributes.length + (birthDate === null ? 0 : 1))
  const renames = rows.flatMap((row, at) => {
    const from = byId.get(people[at] ?? (0 as StudentId))?.fullName ?? row.fullName
    return from === row.fullName ? [] : [{ from, to: row.fullName }]
  })

  const newSkills = skills.filter(skill => skill.id === null).length
  const newStudents = people.filter(id => id === null).length
  const present = new Set(people)
  const remarks = [...found.remarks, ...remarksOf(table, skills, outline, choices)]
  const missing = knownStudents.filter(student => !present.has(student.id))
  const nothingNew =
    rows.length > 0 &&
    newSkills === 0 &&
    seen.every(person => person.state === 'unchanged') &&
    // An answer that is not remembered yet is worth keeping.
    questions.every(question => question.isRemembered)
  const ready =
    !nothingNew &&
    rows.length > 0 &&
    remarks.every(remark => remark.severity === 'note') &&
    questions.every(question => question.answer !== undefined)

  const hidden = read.columns.map(isHidden)
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
      long: table.long,
      sheetColumns: [...table.sheetHeaders],
      windows: [...table.windows],
      window: table.window,
      remembered,
      columns: read.columns.map(column => shownColumn(column, read.joined, skills)),
      rows: (rows.length > 0 ? read.rows : read.unnamed)
        .slice(0, SHOWN_ROWS)
        .map(({ row, cells, cellRows }) => ({
          row,
          cells: cells.map((cell, at) => {
            const own = cellRows?.[at] ?? row
            return { ...shownCell(cell, hidden[at]), row: own === row ? null : own }
          }),
        })),
      rowCount: rows.length,
      remarks,
      questions: withHints(questions, table, skills, id => scoresSoFar(target, id)),
      people: [
        ...seen,
        ...missing.map(({ fullName }) => ({ state: 'missing' as const, name: fullName, changes: '' })),
      ],
      renames,
      assessmentName: chosen?.name ?? assessmentName,
      heldOn: chosen?.heldOn ?? heldOn,
      assessmentId,
      className: choices.className ?? outline?.name ?? table.assessmentName,
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

/** A student's newest score in each skill. */
function scoresSoFar(target: ImportTarget | null, studentId: StudentId): ReadonlyMap<number, number> {
  const oldestFirst = (target?.outline.assessments ?? []).toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1))
  return new Map(oldestFirst.flatMap(({ id }) => [...(target?.scoresOf(id, studentId) ?? NO_SCORES)]))
}

const NO_SCORES: ReadonlyMap<number, number> = new Map()

/** True if the row has scores and every one of them is among the student's in an assessment, by skill. */
function sameScores(
  row: TableRow,
  skills: readonly PlannedSkill[],
  stored: ReadonlyMap<number, number>,
): boolean {
  let seen = 0
  for (const { column, id } of skills) {
    const value = row.cells[column].value
    if (value === null) continue
    if (id === null || stored.get(id) !== value) return false
    seen++
  }
  return seen > 0
}

function shownColumn(
  column: TableColumn,
  joined: ScoreTable['joined'],
  skills: readonly PlannedSkill[],
): ImportColumn {
  const joint = joined.find(({ columns }) => columns.includes(column.index))
  const { index, header, role, skillName, ownName, scale, attribute, standardCode, levelNames } = column
  const { scoredCount, notAssessedCount, oddCount } = column
  const mastery = skills.find(skill => skill.column === index)?.mastery ?? null
  return {
    ...{ index, header, role, skillName, ownName, scale, attribute, standardCode, mastery },
    joined: joint ? { columns: joint.columns.length, maximum: joint.scale.maximum } : null,
    ...{ scoredCount, notAssessedCount, oddCount },
    levelNames: levelNames && [...levelNames],
  }
}

/** What is sensitive is not shown before the teacher has taken it, nor by itself after. */
const isHidden = ({ role, header, attribute }: TableColumn) =>
  role === 'birthDate' || attribute?.isSensitive === true || (role === 'ignored' && isSensitiveName(header))

/** A cell for the preview. */
function shownCell(cell: TableCell, hidden: boolean): Omit<ImportCell, 'row'> {
  return hidden && cell.text !== '' ? { text: '', state: 'hidden', value: null } : { ...cell }
}

function* findAssessment(
  rows: readonly TableRow[],
  people: readonly (StudentId | null)[],
  skills: readonly PlannedSkill[],
  target: ImportTarget | null,
  name: string,
  heldOn: string,
): Slices<AssessmentId | null> {
  if (!target) return null
  const { assessments } = target.outline
  for (const { id } of assessments) {
    let found = 0
    let isOther = false
    for (const [at, row] of rows.entries()) {
      if (!skills.some(({ column }) => row.cells[column].value !== null)) continue
      yield MATCHING_SHARE
      const person = people[at]
      isOther = person === null || !sameScores(row, skills, target.scoresOf(id, person))
      if (isOther) break
      found++
    }
    if (found > 0 && !isOther) return id
  }
  const sameTitle = assessments.find(
    assessment => nameKey(assessment.name) === nameKey(name) && assessment.heldOn === heldOn,
  )
  return sameTitle?.id ?? null
}
