import type { Format, FormatColumn, FormatLine, FormatTable } from '../format.ts'
import { ZipTables, type ZipRow } from '../format-parts/zip-tables.ts'
import { numberText } from '../number-format.ts'
import type { Scale } from '../scale.ts'
import { LIMITS, UnreadableFile } from '../unreadable-file.ts'

/**
 * What `everything.ts` writes: a table of the database in each file. One assessment of one class is read, with the
 * class's students and skills; which, stands in `windows`.
 */
export const horseshoeEverything: Format = {
  id: 'horseshoe-everything',
  title: 'Everything from Horseshoe (zip of CSV files)',
  explanation:
    'One assessment of one class: its scores on the scales they had, and the students of the class with ids, interests and details. Plans, groups, rules and ids in other systems are not read: to move a class with everything in it, export it encrypted.',
  windowWord: 'Class and assessment',
  hasSchoolIds: true,
  recognise(sheets) {
    const tables = new ZipTables(sheets)
    const isOurs =
      tables.has('student', 'id', 'full_name', 'call_name', 'external_id') &&
      tables.has('enrollment', 'class_id', 'student_id') &&
      tables.has('skill', 'id', 'class_id', 'scale_kind', 'mastery_threshold') &&
      tables.has('score', 'assessment_id', 'student_id', 'skill_id', 'value') &&
      tables.has('assessment', 'id', 'class_id', 'held_on') &&
      tables.has('class', 'id', 'name')
    return isOurs ? 1 : 0
  },
  read(sheets, window) {
    const tables = new ZipTables(sheets)
    const parts = partsOf(tables)
    const chosen = parts.find(({ title }) => title === window) ?? parts[0]
    if (!chosen) {
      throw new UnreadableFile('No class is in this zip.', 'Export everything again, and drop the new file.')
    }
    return tableOf(tables, chosen, parts)
  },
}

/** What is read at once. */
interface Part {
  /** Unique among the parts. */
  readonly title: string
  readonly classRow: ZipRow
  /** null where the class has none. */
  readonly assessment: ZipRow | null
}

/** Newest first; classes that were never assessed last. */
function partsOf(tables: ZipTables): Part[] {
  const assessments = Map.groupBy(rowsOf(tables, 'assessment'), row => row.get('class_id'))
  const parts = rowsOf(tables, 'class').flatMap((classRow): Omit<Part, 'title'>[] => {
    const own = assessments.get(classRow.get('id')) ?? []
    return own.length === 0
      ? [{ classRow, assessment: null }]
      : own.map(assessment => ({ classRow, assessment }))
  })
  const heldOn = ({ assessment }: Omit<Part, 'title'>) => assessment?.get('held_on') ?? ''
  const newest = (a: Omit<Part, 'title'>, b: Omit<Part, 'title'>) =>
    heldOn(a) < heldOn(b) ? 1 : heldOn(a) > heldOn(b) ? -1 : 0
  const times = new Map<string, number>()
  return parts.sort(newest).map(({ classRow, assessment }) => {
    const held = assessment ? `: ${assessment.get('name')} (${assessment.get('held_on')})` : ''
    const title = `${classRow.get('name')}${held}`
    const time = (times.get(title) ?? 0) + 1
    times.set(title, time)
    return { classRow, assessment, title: time === 1 ? title : `${title} (${time})` }
  })
}

function tableOf(tables: ZipTables, chosen: Part, parts: readonly Part[]): FormatTable {
  const { classRow, assessment } = chosen
  const isOfClass = (row: ZipRow) => row.get('class_id') === classRow.get('id')
  const enrolled = new Set(rowsOf(tables, 'enrollment').filter(isOfClass).map(studentOf))
  const students = rowsOf(tables, 'student').filter(row => enrolled.has(row.get('id')))
  const skills = rowsOf(tables, 'skill').filter(isOfClass)
  skills.sort((a, b) => Number(a.get('position')) - Number(b.get('position')))
  const interests = Map.groupBy(rowsOf(tables, 'interest'), studentOf)
  const levels = Map.groupBy(rowsOf(tables, 'skill_level'), row => row.get('skill_id'))
  const birthDates = new Map(rowsOf(tables, 'birth_date').map(row => [studentOf(row), row.get('born_on')]))
  const details = rowsOf(tables, 'attribute').filter(row => enrolled.has(studentOf(row)))
  const names = [...new Set(details.map(row => row.get('name')))]
  if (names.length + skills.length > LIMITS.columns - 5) {
    throw new UnreadableFile(
      `${classRow.get('name')} has ${skills.length} skills and ${names.length} details; at most ${LIMITS.columns - 5} can be read.`,
      'Export the class encrypted, and drop that file.',
    )
  }
  const values = new Map(details.map(row => [`${studentOf(row)} ${row.get('name')}`, row.get('value')]))
  const scores = new Map<string, ZipRow>()
  for (const row of rowsOf(tables, 'score')) {
    if (row.get('assessment_id') !== assessment?.get('id')) continue
    scores.set(`${studentOf(row)} ${row.get('skill_id')}`, row)
  }
  const about: FormatColumn[] = [
    { header: 'external_id', role: 'externalId' },
    { header: 'full_name', role: 'fullName' },
    { header: 'call_name', role: 'givenName' },
    { header: 'born_on', role: 'birthDate' },
    { header: 'interests', role: 'interests' },
    ...names.map((name): FormatColumn => ({
      header: name,
      role: 'attribute',
      isSensitive: details.some(row => row.get('name') === name && row.get('is_sensitive') === '1'),
    })),
  ]
  const lines = students.map((student): FormatLine => {
    const id = student.get('id')
    const results = skills.map(skill => scores.get(`${id} ${skill.get('id')}`))
    const told = [
      ...[student.get('external_id'), student.get('full_name'), student.get('call_name')],
      birthDates.get(id) ?? '',
      (interests.get(id) ?? []).map(row => row.get('name')).join('; '),
      ...names.map(name => values.get(`${id} ${name}`) ?? ''),
    ]
    return {
      row: student.line.row,
      cells: [...told, ...results.map(result => plainNumber(result?.get('value') ?? ''))],
      cellRows: [...told.map(() => undefined), ...results.map(result => result?.line.row)],
    }
  })
  return {
    columns: [...about, ...skills.map(skill => skillColumn(skill, levels.get(skill.get('id')) ?? []))],
    lines,
    assessment: {
      name: assessment?.get('name') ?? classRow.get('name'),
      heldOn: assessment?.get('held_on') ?? null,
    },
    windows: parts.map(({ title }) => title),
    remarks: [],
  }
}

const rowsOf = (tables: ZipTables, file: string): ZipRow[] => tables.rows(file) ?? []

const studentOf = (row: ZipRow) => row.get('student_id')

const KINDS: readonly Scale['kind'][] = ['percent', 'points', 'level', 'score']

function skillColumn(row: ZipRow, levels: readonly ZipRow[]): FormatColumn {
  const kind = KINDS.find(one => one === row.get('scale_kind'))
  const [minimum, maximum, threshold] = ['scale_minimum', 'scale_maximum', 'mastery_threshold'].map(column =>
    Number(row.get(column) || NaN),
  )
  const scale = kind && maximum > minimum ? { kind, minimum, maximum } : null
  const isWithin = threshold >= minimum && threshold <= maximum
  const standardCode = row.get('standard_code')
  const levelNames = levels
    .toSorted((a, b) => Number(a.get('level')) - Number(b.get('level')))
    .map(level => level.get('name'))
  return {
    header: row.get('name'),
    role: 'skill',
    ...(scale ? { scale } : {}),
    ...(scale && isWithin ? { masteryThreshold: threshold } : {}),
    ...(standardCode ? { standardCode } : {}),
    ...(kind === 'level' && levelNames.length > 0 ? { levelNames } : {}),
  }
}

/** As a number is written in a table: 1e-7 is none that a person would write. */
function plainNumber(text: string): string {
  return /e/i.test(text) && Number.isFinite(Number(text)) ? numberText(Number(text)) : text
}
