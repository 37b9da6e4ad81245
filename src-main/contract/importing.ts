import { z } from 'zod'
import { Attribute, Scale } from './classes.ts'
import { AssessmentId, ClassId, Day, PlanId, StudentId } from './ids.ts'
import { change, Done, Nothing, read, work } from './operation.ts'

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export const Delimiter = z.enum([',', ';', '\t', '|'])

/** What a column is taken for. */
export const ColumnRole = z.enum([
  'fullName',
  'givenName',
  'familyName',
  'externalId',
  'birthDate',
  'interests',
  'attribute',
  'skill',
  'ignored',
])
export type ColumnRole = z.infer<typeof ColumnRole>

/** Every guess the preview made can be corrected here; what is left out is guessed again. */
export const ImportChoices = z.strictObject({
  encoding: Encoding.optional(),
  delimiter: Delimiter.optional(),
  /** Row of the column names, 1 = first line of the file; 0 = the file has none. */
  headerRow: z.int().min(0).optional(),
  /** Name of the sheet to read. */
  sheet: z.string().max(400).optional(),
  /** The test window to read, of a file that holds several. */
  window: z.string().max(400).optional(),
  /** A column a skill, or a row a student and skill. */
  layout: z.enum(['wide', 'long']).optional(),
  /** Of a row a student and skill: places in `sheetColumns` of who, what and how much. */
  long: z
    .strictObject({
      person: z.int().min(0).optional(),
      skill: z.int().min(0).optional(),
      score: z.int().min(0).optional(),
    })
    .optional(),
  /** False = read a file of a known kind like any other table. */
  asKnownFormat: z.boolean().optional(),
  /** False = not with what was corrected in such a file before. */
  asLastTime: z.boolean().optional(),
  columns: z
    .array(
      z.strictObject({
        index: z.int().min(0),
        role: ColumnRole.optional(),
        skillName: z.string().trim().min(1).max(200).optional(),
        scale: Scale.optional(),
        /** From where on a student has the skill, of one that is new to the class. */
        masteryThreshold: z.number().optional(),
        attributeName: z.string().trim().min(1).max(100).optional(),
        isSensitive: z.boolean().optional(),
      }),
    )
    .optional(),
  assessmentName: z.string().trim().min(1).max(200).optional(),
  heldOn: Day.optional(),
  /** Correct an assessment that is there, or null for a new one. */
  assessmentId: AssessmentId.nullable().optional(),
  /** Who a row is, by its line in the file, where the name alone does not tell; null = a new student. */
  matches: z.array(z.strictObject({ row: z.int().min(1), studentId: StudentId.nullable() })).optional(),
  /** Students who are called otherwise in the file get the file's name. */
  takeNames: z.boolean().optional(),
  className: z.string().trim().min(1).max(200).optional(),
  /** Odd cells are taken as not assessed, after the teacher has seen them. */
  oddCellsAccepted: z.boolean().optional(),
})
export type ImportChoices = z.infer<typeof ImportChoices>

export const ImportColumn = z.object({
  index: z.int(),
  header: z.string(),
  role: ColumnRole,
  skillName: z.string(),
  /** What the skill is called if nobody says otherwise. */
  ownName: z.string(),
  scale: Scale.nullable(),
  /** Set when several columns are this skill: how many, and the end of its scale. */
  joined: z.object({ columns: z.int(), maximum: z.number() }).nullable(),
  /** Set for a column of attributes. */
  attribute: Attribute.pick({ name: true, isSensitive: true }).nullable(),
  scoredCount: z.int(),
  notAssessedCount: z.int(),
  oddCount: z.int(),
  /** From where on a student has the skill; null where the column is none. */
  mastery: z
    .object({
      value: z.number(),
      /**
       * The class has the skill already; the teacher said it; the file says it; it is usual for such a scale; or
       * nothing is known, and half of those in the file have it.
       */
      from: z.enum(['class', 'teacher', 'file', 'usual', 'half']),
    })
    .nullable(),
  standardCode: z.string().nullable(),
  /** What the levels are called in the file, lowest first; null where it says only numbers. */
  levelNames: z.array(z.string()).nullable(),
})
export type ImportColumn = z.infer<typeof ImportColumn>

/** One cell as it stands in the file, and what it is read as. What is sensitive comes without its text. */
export const ImportCell = z.object({
  text: z.string(),
  state: z.enum(['text', 'score', 'notAssessed', 'odd', 'hidden']),
  value: z.number().nullable(),
  /** Line it comes from, where that is not the line of its student's row. */
  row: z.int().nullable(),
})
export type ImportCell = z.infer<typeof ImportCell>

/** `stop`: cannot be imported as it is. `ask`: wants a decision. `note`: only to be known. */
export const ImportRemark = z.object({
  severity: z.enum(['stop', 'ask', 'note']),
  /** Line in the file, 1 = first; null = the whole file. */
  row: z.int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
})
export type ImportRemark = z.infer<typeof ImportRemark>

/** What a teacher corrected in files of one kind, kept for the next. Holds no word of any student. */
export const ImportMemory = z.object({
  /** The known kind, or a fingerprint of the column names. */
  source: z.string(),
  headerRow: z.int().optional(),
  layout: z.enum(['wide', 'long']).optional(),
  /** Fingerprints of the names of these columns of the sheet. */
  long: z
    .object({ person: z.string().optional(), skill: z.string().optional(), score: z.string().optional() })
    .optional(),
  asKnownFormat: z.boolean().optional(),
  columns: z.array(
    z.object({
      /** Fingerprint of the column's name. */
      header: z.string(),
      role: ColumnRole.optional(),
      skillName: z.string().optional(),
      scale: Scale.optional(),
      masteryThreshold: z.number().optional(),
      attributeName: z.string().optional(),
      isSensitive: z.boolean().optional(),
      /** The levels that its words were taken for, so that the next file's mean the same. */
      levelNames: z.array(z.string()).optional(),
    }),
  ),
})
export type ImportMemory = z.infer<typeof ImportMemory>

/** What of an earlier file's corrections was used for this one. */
export const RememberedReading = z.object({
  headerRow: z.boolean(),
  layout: z.boolean(),
  asKnownFormat: z.boolean(),
  /** By their place in `columns`. */
  columns: z.array(
    z.object({
      index: z.int(),
      role: z.boolean(),
      skillName: z.boolean(),
      scale: z.boolean(),
      masteryThreshold: z.boolean(),
    }),
  ),
})
export type RememberedReading = z.infer<typeof RememberedReading>

/** A row whose student cannot be told from the name alone. */
export const ImportQuestion = z.object({
  row: z.int(),
  name: z.string(),
  /**
   * The name is there twice, or with another birth date, or is only similar to somebody's; or the id is that of
   * somebody who is called otherwise.
   */
  doubt: z.enum(['sameName', 'otherBirthDate', 'similarName', 'otherName']),
  /** It was asked before, and `answer` is what was said then. */
  isRemembered: z.boolean(),
  /** What the file says of the row, to tell it by: "Fractions 85, Area 70"; '' = nothing. */
  hint: z.string(),
  /** Who it may be, with what their scores were so far. */
  candidates: z.array(z.object({ studentId: StudentId, label: z.string(), hint: z.string() })),
  /** undefined until the teacher has said who it is; null = somebody new. */
  answer: StudentId.nullable().optional(),
})
export type ImportQuestion = z.infer<typeof ImportQuestion>

/** One student of the file or class, and what importing would do to them. */
export const ImportPerson = z.object({
  state: z.enum(['new', 'changed', 'unchanged', 'missing']),
  name: z.string(),
  /** In words: "2 new scores, 1 detail"; '' where nothing changes. */
  changes: z.string(),
})
export type ImportPerson = z.infer<typeof ImportPerson>

/** What the file turned out to be. */
export const ImportSource = z.object({
  kind: z.enum(['csv', 'workbook', 'zip']),
  /** The known kind that it is of, with what is read of it and what is not. */
  format: z
    .object({
      id: z.string(),
      title: z.string(),
      explanation: z.string(),
      windowWord: z.string(),
      /** Its columns are questions, several of which may be about one skill. */
      hasQuestions: z.boolean(),
    })
    .nullable(),
  /** False when the teacher wanted it read like any other table. */
  isReadAsKnown: z.boolean(),
})
export type ImportSource = z.infer<typeof ImportSource>

export const ImportPreview = z.object({
  fileName: z.string(),
  source: ImportSource,
  /** Both null where the file is no text. */
  encoding: Encoding.nullable(),
  delimiter: Delimiter.nullable(),
  headerRow: z.int(),
  sheets: z.array(z.object({ name: z.string(), rowCount: z.int() })),
  sheet: z.string(),
  layout: z.enum(['wide', 'long']),
  /** Of a row a student and skill: the places of these columns; null = not known yet, or another layout. */
  long: z.object({ person: z.int(), skill: z.int(), score: z.int() }).nullable(),
  /** Names of the columns as they stand in the sheet; none of a known kind. */
  sheetColumns: z.array(z.string()),
  /** Test windows to choose from, newest first; `window` is the one that is read, null = not one alone. */
  windows: z.array(z.string()),
  window: z.string().nullable(),
  /** Set when the file is read as one like it was before. */
  remembered: RememberedReading.nullable(),
  columns: z.array(ImportColumn),
  /** The first rows (at most 60), with their line in the file. */
  rows: z.array(z.object({ row: z.int(), cells: z.array(ImportCell) })),
  rowCount: z.int(),
  remarks: z.array(ImportRemark),
  questions: z.array(ImportQuestion),
  /** Everybody in the file, in its order, then those of the class who are not in it. */
  people: z.array(ImportPerson),
  /** Students who are called otherwise in the file. */
  renames: z.array(z.object({ from: z.string(), to: z.string() })),
  assessmentName: z.string(),
  heldOn: Day,
  /** The assessment these scores would be written to; null = a new one. */
  assessmentId: AssessmentId.nullable(),
  className: z.string(),
  /** What importing now would do. */
  effect: z.object({
    newStudents: z.int(),
    knownStudents: z.int(),
    /** In the class, but not in this file; they stay as they are. */
    missingStudents: z.int(),
    newSkills: z.int(),
    newScores: z.int(),
    changedScores: z.int(),
    unchangedScores: z.int(),
    newInterests: z.int(),
    /** Attributes and birth dates that are new or differ. */
    newDetails: z.int(),
  }),
  /** Nothing stands in the way of importing. */
  ready: z.boolean(),
  /** Importing would change nothing: everything in the file is there already. */
  nothingNew: z.boolean(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** 20 MB of file, as base64. */
const Content = z.base64().max(28_000_000)

const ImportInput = z.strictObject({
  fileName: z.string().min(1).max(400),
  content: Content,
  /** null = a new class. */
  classId: ClassId.nullable(),
  choices: ImportChoices,
})

export const importOperations = {
  /** Reads off the main thread, with `importProgress` on the way. */
  previewImport: work(ImportInput, ImportPreview),
  /** Ends the reading that is under way; what asked for it fails as `cancelled`, and nothing is imported. */
  cancelImport: read(Nothing, Done),
  /** Imports the whole file in one transaction, or nothing at all. */
  importScores: change(
    ImportInput,
    z.object({
      classId: ClassId,
      planId: PlanId,
      /** null when nothing was new. */
      assessmentId: AssessmentId.nullable(),
      /** "28 students and 252 scores imported." or "Nothing was new ...". */
      summary: z.string(),
    }),
  ),
}
