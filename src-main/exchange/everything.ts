import { zipSync, type Zippable } from 'fflate'
import { csvFile } from './csv-cell.ts'
import { bytesOf, type FilePart, type WrittenFile } from './written-file.ts'

/** A table with everything in it. */
export interface WholeTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

interface TableWords {
  /** What a row is, for the README. */
  readonly says: string
  /** Columns that are left out unless they are asked for. */
  readonly sensitive?: readonly string[]
  /** The whole table is left out unless it is asked for. */
  readonly isSensitive?: true
}

/** What each table of the database is. One that is not named here is exported all the same; a test asks for words. */
export const TABLES_IN_WORDS: Readonly<Record<string, TableWords>> = {
  class: { says: 'Your classes.' },
  student: { says: 'Everybody you teach: full name, what you call them, and the id in your files.' },
  enrollment: { says: 'Who is in which class.' },
  interest: { says: 'What students like.' },
  skill: {
    says: 'The skills of each class, with the lowest and highest score and the score from which on a student has the skill.',
  },
  assessment: { says: 'Each time you imported scores: name, day and the file they came from.' },
  score: { says: 'Every score: who, in what, when. Not assessed has no row; it is never a zero.' },
  pair_rule: { says: 'Who is kept together or apart.', sensitive: ['reason'] },
  plan: { says: 'Your plans: purpose, success criteria, and the question the groups answer.' },
  plan_skill: { says: 'Which skills count in a plan, and how much.' },
  grouping: { says: 'Each time groups were made; the newest of a plan is the one you see.' },
  group: {
    says: 'The groups, with focus, aim, moves and materials. Position 0 is A, 1 is B, and so on: a letter, not a rank.',
  },
  membership: { says: 'Who sits in which group, and who is locked there.' },
  student_source_id: { says: 'The ids of students in other systems.' },
  birth_date: { says: 'Birth dates, kept to tell namesakes apart.', isSensitive: true },
  attribute: {
    says: 'What else you keep about students. A row that is marked sensitive is left out unless you ask for it.',
  },
  remembered_row: { says: 'Who a row of a file is, where you had to say so.', isSensitive: true },
  skill_alias: { says: 'Names that a skill had before.' },
  skill_level: { says: 'What the levels of a skill are called; level 1 is the lowest.' },
  standard_list: { says: 'The lists of standards you imported.' },
  standard: { says: 'The standards in those lists.' },
  rotation: { says: 'Which plans have a rotation week, and the Monday of a week A where weeks alternate.' },
  adult: { says: 'The adults who help in a rotation.' },
  adult_hours: { says: 'When they are there. Times are minutes after midnight, and weekday 1 is Monday.' },
  station: { says: 'The stations of a rotation.' },
  block: { says: 'The blocks of time of a week. Times are minutes after midnight, and weekday 1 is Monday.' },
  rotation_slot: {
    says: 'Which group is at which station in a block. Position 0 is group A, 1 is B, and so on.',
  },
  pull_out: { says: 'Who is pulled out of class at fixed times.', sensitive: ['name'] },
  rotation_demand: {
    says: 'What a rotation has to hold: visits to the table, stations to visit or not, groups apart.',
  },
  meeting: {
    says: 'What a group’s meetings at the table are about, where it is not what the group’s card says.',
  },
  meeting_note: { says: 'What you wrote down after meetings.' },
  meeting_note_student: { says: 'Who was at the meeting that a note is about.' },
  absence: { says: 'Who was marked absent on which day.' },
}

/** Marks a row, whatever the table, that is left out unless it is asked for. */
const SENSITIVE_MARK = 'is_sensitive'

/**
 * All data as plain CSV files in one zip, with a README that says what each is.
 *
 * @param day today, for the README
 */
export function writeEverything(
  tables: readonly WholeTable[],
  withSensitive: boolean,
  day: string,
): WrittenFile {
  const kept = withSensitive ? tables : tables.flatMap(withoutSensitive)
  const files = kept.map(({ name, columns, rows }) => ({
    name: `${name}.csv`,
    rows: [columns, ...rows.map(row => row.map(cell => cell ?? ''))],
  }))
  const readme = readmeOf(kept, withSensitive, day)
  const zip: Zippable = { 'README.txt': bytesOf(`\uFEFF${readme}`) }
  for (const { name, rows } of files) zip[name] = bytesOf(csvFile(rows))
  return {
    extension: 'zip',
    mediaType: 'application/zip',
    bytes: zipSync(zip),
    parts: [
      { kind: 'text', name: 'README.txt', text: readme },
      ...files.map(({ name, rows }): FilePart => ({
        kind: 'table',
        name,
        rows: rows.map(row => row.map(String)),
      })),
    ],
  }
}

function withoutSensitive({ name, columns, rows }: WholeTable): WholeTable[] {
  const words = TABLES_IN_WORDS[name]
  if (words?.isSensitive) return []
  const mark = columns.indexOf(SENSITIVE_MARK)
  const open = mark < 0 ? rows : rows.filter(row => row[mark] !== 1)
  const kept = columns.flatMap((column, at) => (words?.sensitive?.includes(column) ? [] : [at]))
  return [
    {
      name,
      columns: kept.map(at => columns[at] ?? ''),
      rows: open.map(row => kept.map(at => row[at] ?? null)),
    },
  ]
}

function readmeOf(tables: readonly WholeTable[], withSensitive: boolean, day: string): string {
  const lines = [
    `Everything that Horseshoe kept on this computer, on ${day}.`,
    '',
    'Every file is a table in plain text (CSV, UTF-8) that any spreadsheet program opens. The first line names the columns.',
    'A column that ends in _id points to the column id of another file: student_id in score.csv to id in student.csv. The column after it says who or what that is.',
    'Days are written 2026-11-24.',
    'A text that a spreadsheet could take for a formula has an apostrophe before it.',
    '',
    withSensitive
      ? 'What is sensitive is in these files. Keep them as you keep such notes on paper.'
      : 'What is sensitive was left out: the reasons of rules, birth dates, what students are pulled out for, and what you marked so yourself.',
    'The names of students are in these files either way.',
    '',
    ...tables.map(({ name, rows }) => {
      const count = `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
      return `${name}.csv (${count}): ${TABLES_IN_WORDS[name]?.says ?? 'More of your data.'}`
    }),
    '',
    'Not here: the log from which undo works, and what the window remembers.',
  ]
  return `${lines.join('\r\n')}\r\n`
}
