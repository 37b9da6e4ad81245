import type { Format, FormatColumn, FormatTable, Sheet } from '../format.ts'
import { ZipTables, type ZipRow as Row } from '../format-parts/zip-tables.ts'
import { UnreadableFile } from '../unreadable-file.ts'

/**
 * OneRoster 1.1 and 1.2 as a zip of CSV files (1EdTech OneRoster CSV binding): the students enrolled in one class, and
 * the results of its line items, each a skill with points between `resultValueMin` and `resultValueMax`. The classes
 * stand in `windows`.
 */
export const oneRoster: Format = {
  id: 'one-roster',
  title: 'OneRoster (zip of CSV files)',
  explanation:
    'One class of the zip: its students with their OneRoster ids, and a skill for every line item with points. Guardians, teachers, categories, attendance and rows marked “tobedeleted” are not read; a result that is exempt or not submitted is not assessed.',
  windowWord: 'Class',
  recognise(sheets) {
    const tables = new ZipTables(sheets)
    const isRoster = tables.has('users', 'sourcedid', 'givenname', 'familyname')
    if (!isRoster) return 0
    if (tables.has('enrollments', 'sourcedid', 'classsourcedid', 'usersourcedid')) return 1
    return tables.has('manifest', 'propertyname', 'value') ? 0.9 : 0.3
  },
  read(sheets, window) {
    const zip = new Zip(sheets)
    const classes = classesOf(zip)
    const chosen = classes.find(({ title }) => title === window) ?? classes[0]
    if (!chosen) {
      throw new UnreadableFile(
        'No class of this OneRoster zip has students.',
        'Export classes.csv, enrollments.csv and users.csv of the school year that is running.',
      )
    }
    return tableOf(zip, chosen, classes)
  },
}

/** The files of the zip, without what is marked to be deleted. */
class Zip {
  readonly #tables: ZipTables

  constructor(sheets: readonly Sheet[]) {
    this.#tables = new ZipTables(sheets)
  }

  /** @throws UnreadableFile naming the file when it is missing and needed */
  rows(file: string, isNeeded = false): Row[] {
    const rows = this.#tables.rows(file)
    if (!rows) {
      if (!isNeeded) return []
      throw new UnreadableFile(
        `This OneRoster zip has no ${file}.csv.`,
        'Export users.csv, classes.csv and enrollments.csv together, and drop the whole zip.',
      )
    }
    return rows.filter(
      row => row.get('status').toLowerCase() !== 'tobedeleted' && row.get('sourcedId') !== '',
    )
  }
}

interface RosterClass {
  readonly id: string
  /** Unique among the classes. */
  readonly title: string
  /** Rows of users.csv by sourcedId. */
  readonly students: ReadonlyMap<string, Row>
}

/** Every class that has students, by title. */
function classesOf(zip: Zip): RosterClass[] {
  const users = new Map(zip.rows('users', true).map(row => [row.get('sourcedId'), row]))
  // 1.2 keeps roles in a file of their own; 1.1 in users.csv. An enrollment names the role again, and that counts.
  const studentRoles = new Set(
    zip.rows('roles').flatMap(row => (isStudent(row.get('role')) ? [row.get('userSourcedId')] : [])),
  )
  const enrolled = new Map<string, Map<string, Row>>()
  for (const row of zip.rows('enrollments', true)) {
    const id = row.get('userSourcedId')
    const user = users.get(id)
    const role = row.get('role') || user?.get('role') || (studentRoles.has(id) ? 'student' : '')
    if (!user || !isStudent(role)) continue
    const students = enrolled.get(row.get('classSourcedId')) ?? new Map<string, Row>()
    enrolled.set(row.get('classSourcedId'), students.set(id, user))
  }
  const titles = new Map<string, number>()
  return zip
    .rows('classes', true)
    .map(row => ({ id: row.get('sourcedId'), title: row.get('title') || row.get('sourcedId'), row }))
    .filter(({ id }) => enrolled.has(id))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0))
    .map(({ id, title, row }) => {
      const times = (titles.get(title) ?? 0) + 1
      titles.set(title, times)
      const unique = times === 1 ? title : `${title} (${row.get('classCode') || row.get('periods') || id})`
      return { id, title: unique, students: enrolled.get(id) ?? new Map<string, Row>() }
    })
}

const isStudent = (role: string) => role.toLowerCase() === 'student'

/** What a result that is no score says of itself; `fully graded` and `partially graded` are scores. */
const NOT_ASSESSED: ReadonlySet<string> = new Set(['exempt', 'not submitted', 'late', 'submitted'])

function tableOf(
  zip: Zip,
  { id, title, students }: RosterClass,
  classes: readonly RosterClass[],
): FormatTable {
  const remarks: FormatTable['remarks'][number][] = []
  const items = zip.rows('lineItems').filter(row => row.get('classSourcedId') === id)
  const itemPlaces = new Map(items.map((row, at) => [row.get('sourcedId'), at]))
  const results = new Map<string, Row>()
  const strangers = new Set<string>()
  for (const row of zip.rows('results')) {
    const at = itemPlaces.get(row.get('lineItemSourcedId'))
    if (at === undefined) continue
    const student = row.get('studentSourcedId')
    if (!students.has(student)) {
      strangers.add(student)
      continue
    }
    const key = `${student} ${at}`
    const before = results.get(key)
    if (!before || before.get('scoreDate') <= row.get('scoreDate')) results.set(key, row)
  }
  if (strangers.size > 0) {
    remarks.push({
      row: null,
      column: null,
      message: `Results of ${strangers.size === 1 ? 'one person' : `${strangers.size} people`} who ${strangers.size === 1 ? 'is' : 'are'} not enrolled in ${title} are left out.`,
      remedy: 'They may have left the class. If not, export enrollments.csv anew.',
    })
  }
  const demographics = new Map(
    zip.rows('demographics').map(row => [row.get('sourcedId'), row.get('birthDate')]),
  )
  const hasBirthDates = [...students.keys()].some(student => demographics.get(student))
  const days = [...results.values()].map(row => row.get('scoreDate').slice(0, 10)).filter(isDay)
  return {
    columns: [
      { header: 'sourcedId', role: 'externalId' },
      { header: 'givenName', role: 'givenName' },
      { header: 'familyName', role: 'familyName' },
      ...(hasBirthDates ? [{ header: 'birthDate', role: 'birthDate' } as const] : []),
      ...items.map(skillColumn),
    ],
    lines: [...students].map(([student, user]) => ({
      row: user.line.row,
      cells: [
        student,
        user.get('preferredGivenName') || user.get('givenName'),
        user.get('preferredFamilyName') || user.get('familyName'),
        ...(hasBirthDates ? [demographics.get(student) ?? ''] : []),
        ...items.map((_, at) => scoreOf(results.get(`${student} ${at}`))),
      ],
    })),
    assessment: { name: title, heldOn: days.reduce<string | null>(later, null) },
    windows: classes.map(other => other.title),
    remarks,
  }
}

function skillColumn(item: Row): FormatColumn {
  const header = item.get('title') || item.get('sourcedId')
  const [minimum, maximum] = [item.get('resultValueMin') || '0', item.get('resultValueMax')].map(Number)
  const hasScale = item.get('resultValueMax') !== '' && Number.isFinite(minimum) && maximum > minimum
  return {
    header,
    role: 'skill',
    ...(hasScale ? { scale: { kind: 'points', minimum, maximum } } : {}),
    ...(hasScale && minimum === 0 ? { outOf: maximum } : {}),
  }
}

/** As it stands there, so that what cannot be read is shown as odd. */
function scoreOf(result: Row | undefined): string {
  if (!result) return ''
  const score = result.get('score') || result.get('textScore')
  const status = result
    .get('scoreStatus')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
  const isGraded =
    !NOT_ASSESSED.has(status) || ((status === 'late' || status === 'submitted') && score !== '')
  return isGraded ? score : ''
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text)

const later = (one: string | null, other: string) => (one === null || other > one ? other : one)
