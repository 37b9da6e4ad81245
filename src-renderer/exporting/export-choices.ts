import { BookLock, FileArchive, FileSpreadsheet, ListChecks, Mail, Network, Table2 } from '@lucide/svelte'
import type { ExportChoice } from '../state/exporting.svelte.ts'

export interface ChoiceWords {
  readonly kind: ExportChoice
  readonly name: string
  /** For what it is good, in a few words. */
  readonly use: string
  readonly Icon: typeof Mail
  /** What it is and what it is not, one sentence or two each. */
  readonly notes: readonly string[]
}

/** The groups on the board. */
export const groupChoices: readonly ChoiceWords[] = [
  {
    kind: 'workbook',
    name: 'Excel workbook',
    use: 'to print: a page for each group',
    Icon: FileSpreadsheet,
    notes: [
      'A page for each group with room for notes beside every name, and an overview. It fits A4 and Letter. No scores are in it.',
    ],
  },
  {
    kind: 'text',
    name: 'Text',
    use: 'to paste into an e-mail',
    Icon: Mail,
    notes: ['Names and plans of the groups as plain text. No scores are in it.'],
  },
  {
    kind: 'csv',
    name: 'CSV file',
    use: 'for any spreadsheet program',
    Icon: Table2,
    notes: ['A row for each student. No scores are in it.'],
  },
  {
    kind: 'list',
    name: 'Classroom or Seesaw list',
    use: 'to set groups up there',
    Icon: ListChecks,
    notes: [
      'Neither reads groups from a file, so this is a list to work from. In Google Classroom, make an assignment, choose the students it is assigned to, and tick those of one group. In Seesaw, make a group of students for the class and tick its names.',
    ],
  },
  {
    kind: 'oneRoster',
    name: 'OneRoster zip',
    use: 'for systems that read rosters',
    Icon: Network,
    notes: [
      'The class, and each group as a class of its own, as OneRoster 1.2 CSV files.',
      'It names no school, course or term, for Horseshoe knows none: a system that insists on them will refuse it.',
    ],
  },
]

/** More than the groups. */
export const dataChoices: readonly ChoiceWords[] = [
  {
    kind: 'class',
    name: 'This class, encrypted',
    use: 'for a colleague or coach',
    Icon: BookLock,
    notes: [
      'Everything about this class in one file: students, scores, interests, rules and plans, and what is sensitive too, such as birth dates and support plans. A colleague drops it on Horseshoe and types the passphrase.',
    ],
  },
  {
    kind: 'everything',
    name: 'Everything',
    use: 'all classes as plain CSV',
    Icon: FileArchive,
    notes: ['Take everything with you: a table for each kind of data, and a README that explains them.'],
  },
]
