import type { ImportPreview } from '../../src-main/contract/importing.ts'

/** How a file's letters are stored, as people may know it. */
export const encodings: readonly { encoding: NonNullable<ImportPreview['encoding']>; name: string }[] = [
  { encoding: 'utf-8', name: 'UTF-8' },
  { encoding: 'utf-16le', name: 'UTF-16 (Excel Unicode text)' },
  { encoding: 'utf-16be', name: 'UTF-16, big-endian' },
  { encoding: 'windows-1252', name: 'Windows, Western European' },
]

/** What stands between two cells. */
export const delimiters: readonly { delimiter: NonNullable<ImportPreview['delimiter']>; name: string }[] = [
  { delimiter: ',', name: 'Comma' },
  { delimiter: ';', name: 'Semicolon' },
  { delimiter: '\t', name: 'Tab' },
  { delimiter: '|', name: 'Bar' },
]

/** What a column can be. */
export const columnRoles: readonly { role: ImportPreview['columns'][number]['role']; name: string }[] = [
  { role: 'skill', name: 'Skill' },
  { role: 'fullName', name: 'Full name' },
  { role: 'givenName', name: 'Given name' },
  { role: 'familyName', name: 'Family name' },
  { role: 'externalId', name: 'Student ID' },
  { role: 'birthDate', name: 'Birth date' },
  { role: 'interests', name: 'Interests' },
  { role: 'attribute', name: 'Detail' },
  { role: 'ignored', name: 'Ignore' },
]

type ScaleKind = NonNullable<ImportPreview['columns'][number]['scale']>['kind']

/** Kinds of scales, with where each starts and ends until somebody says otherwise. */
export const scaleKinds: readonly { kind: ScaleKind; name: string; minimum: number; maximum: number }[] = [
  { kind: 'percent', name: 'Percent', minimum: 0, maximum: 100 },
  { kind: 'points', name: 'Points', minimum: 0, maximum: 10 },
  { kind: 'level', name: 'Levels', minimum: 1, maximum: 4 },
  { kind: 'score', name: 'Scale score', minimum: 100, maximum: 350 },
]

/** How the scores lie in the file. */
export const layouts: readonly { layout: ImportPreview['layout']; name: string }[] = [
  { layout: 'wide', name: 'One for each student' },
  { layout: 'long', name: 'One for each student and skill' },
]
