import { createHash } from 'node:crypto'
import type { StudentId } from '../contract/ids.ts'
import type { ImportChoices, ImportPerson, ImportQuestion, ImportRemark } from '../contract/importing.ts'
import { matchStudents, type KnownStudent, type Match } from '../exchange/match-students.ts'
import { guessCallName, nameKey } from '../exchange/names.ts'
import { rowKeys } from '../exchange/row-keys.ts'
import type { ScoreTable, TableRow } from '../exchange/score-table.ts'
import { ANY_FILE, type AttributeRow } from '../storage/student-details.ts'
import type { Slices } from '../storage/slices.ts'
import type { Storage } from '../storage/storage.ts'
import type { ClassOutline } from './class-book.ts'

/** What is known about the students of a class beyond the book, for matching them with the rows of a source. */
export interface KnownPeople {
  readonly sources: Sources
  readonly ids: ReadonlyMap<number, ReadonlyMap<string, string>>
  /** Whose an id of the source is. */
  readonly owners: ReadonlyMap<string, number>
  readonly birthDates: ReadonlyMap<number, string>
  readonly attributes: ReadonlyMap<number, readonly AttributeRow[]>
  /** Names of attributes that are sensitive for anybody of the class. */
  readonly sensitiveNames: ReadonlySet<string>
  readonly remembered: ReadonlyMap<string, number>
}

export function readKnownPeople(storage: Storage, classId: number, sources: Sources): KnownPeople {
  const attributes = storage.details.attributesOfClass(classId)
  const ids = storage.details.idsOfClass(classId)
  return {
    sources,
    ids,
    owners: new Map(
      [...ids].flatMap(([student, own]) => {
        const id = own.get(sources.ids)
        return id === undefined ? [] : [[id, student] as const]
      }),
    ),
    birthDates: storage.details.birthDatesOfClass(classId),
    attributes,
    sensitiveNames: new Set(
      [...attributes.values()].flat().flatMap(({ name, isSensitive }) => (isSensitive === 1 ? [name] : [])),
    ),
    remembered: storage.details.rememberedRows(classId, sources.answers),
  }
}

/** Where what a table says belongs. */
export interface Sources {
  /** Of its ids: the kind of file, or all files that hold the school's own. */
  readonly ids: string
  /** Of answers about its rows: the kind of file, or files whose columns besides the scores are named alike. */
  readonly answers: string
}

export function sourcesOf({ source: { format, isReadAsKnown }, columns }: ScoreTable): Sources {
  if (format && isReadAsKnown) {
    return { ids: format.hasSchoolIds ? ANY_FILE : format.id, answers: format.id }
  }
  const headers = columns.flatMap(({ role, header }) => (role === 'skill' ? [] : [nameKey(header)]))
  // A fingerprint, for a row of names may have been taken for the header.
  const key = createHash('sha256').update(JSON.stringify(headers)).digest('base64url').slice(0, 22)
  return { ids: ANY_FILE, answers: `${ANY_FILE} ${key}` }
}

/** Who the rows of a table are, and what is still to be asked. */
export interface FoundPeople {
  /** The student of each row; null = new. A question without an answer counts as new until it has one. */
  readonly ids: readonly (StudentId | null)[]
  readonly questions: ImportQuestion[]
  readonly remarks: ImportRemark[]
  /** What is to be remembered, by row; only of rows that were asked about. */
  readonly keys: readonly (string | null)[]
}

/**
 * In slices.
 *
 * @param sameScores true when every score of the row is stored for that student already
 */
export function* findPeople(
  { rows }: ScoreTable,
  students: ClassOutline['students'],
  known: KnownPeople | null,
  choices: ImportChoices,
  sameScores: (row: TableRow, studentId: number) => boolean,
): Slices<FoundPeople> {
  const matches = yield* matchStudents(
    rows,
    students.map(({ id, fullName }): KnownStudent => ({
      id,
      fullName,
      ids: known?.ids.get(id) ?? new Map<string, string>(),
      birthDate: known?.birthDates.get(id) ?? null,
    })),
    { source: known?.sources.ids ?? ANY_FILE, sameScores, remembered: known?.remembered ?? new Map() },
  )
  const labels = new Map(students.map(student => [student.id as number, student]))
  const said = new Map(choices.matches?.map(({ row, studentId }) => [row, studentId]))
  const answerTo = (row: TableRow, match: Match): StudentId | null | undefined => {
    const answer = said.get(row.row)
    if (answer === null || (answer !== undefined && labels.has(answer))) return answer
    if (match.kind === 'known') return match.id as StudentId
    return match.kind === 'ask' ? ((match.remembered as StudentId | null) ?? undefined) : null
  }
  const ids = matches.map((match, at) => answerTo(rows[at], match) ?? null)
  const questions = matches.flatMap((match, at): ImportQuestion[] => {
    if (match.kind !== 'ask') return []
    const { row, fullName } = rows[at]
    const candidates = match.candidates.flatMap(id => {
      const student = labels.get(id)
      if (!student) return []
      const name = match.doubt === 'sameName' ? student.label : student.fullName
      return [{ studentId: student.id, label: name, hint: '' }]
    })
    const answer = answerTo(rows[at], match)
    return [
      {
        row,
        name: fullName,
        hint: '',
        doubt: match.doubt,
        isRemembered: answer !== undefined && answer === match.remembered,
        candidates,
        ...(answer === undefined ? {} : { answer }),
      },
    ]
  })
  const asked = matches.some(({ kind }) => kind === 'ask')
  const keys = (asked ? rowKeys(rows) : rows.map(() => null)).map((key, at) =>
    matches[at].kind === 'ask' ? key : null,
  )
  return { ids, questions, remarks: rowsOfOneStudent(rows, ids, labels), keys }
}

/** One student cannot have two rows of a file. */
function rowsOfOneStudent(
  rows: readonly TableRow[],
  ids: readonly (StudentId | null)[],
  students: ReadonlyMap<number, ClassOutline['students'][number]>,
): ImportRemark[] {
  const first = new Map<number, number>()
  return rows.flatMap(({ row }, at): ImportRemark[] => {
    const id = ids[at]
    if (id === null) return []
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, row)
      return []
    }
    return [
      {
        severity: 'stop',
        row,
        column: null,
        message: `${students.get(id)?.label ?? ''}: rows ${before} and ${row} cannot both be this student.`,
        remedy: 'Say for one of them that it is somebody else.',
      },
    ]
  })
}

/** What a row tells about its student that is not known yet; scores apart. */
export interface PersonWrites {
  readonly externalId: string | null
  readonly birthDate: string | null
  readonly interests: readonly string[]
  readonly attributes: readonly AttributeRow[]
  /** Set when the student is to be called as in the file. */
  readonly rename: { readonly fullName: string; readonly callName: string } | null
}

/**
 * @param student null = new
 * @param takeNames a student who is called otherwise in the file gets its name
 */
export function writesFor(
  row: TableRow,
  student: ClassOutline['students'][number] | null,
  known: KnownPeople | null,
  takeNames: boolean,
): PersonWrites {
  const id = student?.id ?? 0
  const hasId = known?.ids.get(id)?.has(known.sources.ids) ?? false
  const isOthers = row.externalId !== null && (known?.owners.get(row.externalId) ?? id) !== id
  const lower = (text: string) => text.toLocaleLowerCase('en')
  const likes = new Set(student?.interests.map(lower))
  const attributes = new Map(known?.attributes.get(id)?.map(attribute => [attribute.name, attribute]))
  const bornOn = known?.birthDates.get(id) ?? null
  const isRenamed = takeNames && student !== null && student.fullName !== row.fullName
  return {
    // An id belongs to one student, whatever the teacher says whose row it is.
    externalId: hasId || isOthers ? null : row.externalId,
    // The first one counts; that of another system may be read the wrong way round.
    birthDate: bornOn === null ? row.birthDate : null,
    interests: row.interests.filter(interest => !likes.has(lower(interest))),
    attributes: row.attributes
      .map((attribute): AttributeRow => ({
        name: attribute.name,
        value: attribute.value,
        // What was marked once stays marked, whatever a file's header is guessed to be.
        isSensitive: attribute.isSensitive || known?.sensitiveNames.has(attribute.name) ? 1 : 0,
      }))
      .filter(({ name, value, isSensitive }) => {
        const before = attributes.get(name)
        return before?.value !== value || before.isSensitive !== isSensitive
      }),
    rename: isRenamed
      ? {
          fullName: row.fullName,
          callName:
            student.callName === guessCallName(student.fullName, '') ? row.callName : student.callName,
        }
      : null,
  }
}

/** What importing would do to one student, in words; never what is sensitive itself. */
export function personInWords(
  name: string,
  isNew: boolean,
  { birthDate, interests, attributes, rename, externalId }: PersonWrites,
  newScores: number,
  changedScores: number,
): ImportPerson {
  const counted = (number: number, noun: string) =>
    number > 0 ? `${number} ${noun}${number === 1 ? '' : 's'}` : ''
  const details = attributes.length + (birthDate === null ? 0 : 1)
  const changes = [
    rename ? `new name ${rename.fullName}` : '',
    counted(newScores, 'new score'),
    counted(changedScores, 'corrected score'),
    counted(interests.length, 'new interest'),
    counted(details, 'detail'),
    externalId !== null && !isNew ? 'an ID' : '',
  ].filter(Boolean)
  return {
    state: isNew ? 'new' : changes.length > 0 ? 'changed' : 'unchanged',
    name,
    changes: changes.join(', '),
  }
}

/** Writes what a row tells about its student, scores apart. Answers the student. */
export function writePerson(
  storage: Storage,
  classId: number,
  sources: Sources,
  person: PersonWrites & {
    readonly id: number | null
    readonly fullName: string
    readonly callName: string
    readonly rowKey: string | null
  },
): number {
  const { fullName, callName, externalId, birthDate, rename } = person
  const ownId = sources.ids === ANY_FILE ? externalId : null
  const studentId = person.id ?? storage.students.insert(fullName, callName, ownId)
  if (person.id === null) storage.classes.enroll(classId, studentId)
  if (rename) storage.students.rename(studentId, rename.fullName, rename.callName)
  if (externalId !== null && (person.id !== null || ownId === null)) {
    storage.details.identify(studentId, sources.ids, externalId)
  }
  if (birthDate !== null) storage.details.putBirthDate(studentId, birthDate)
  for (const interest of person.interests) storage.students.addInterest(studentId, interest)
  for (const attribute of person.attributes) {
    storage.details.putAttribute(studentId, attribute)
    if (attribute.isSensitive === 1) storage.details.setSensitive(classId, attribute.name, true)
  }
  if (person.rowKey !== null) storage.details.rememberRow(classId, sources.answers, person.rowKey, studentId)
  return studentId
}
