import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from '../security/suite.ts'

/** One setting, turned round in the built program or in a file of the project. */
export interface Mutation {
  /** Path in the build, or of a file of the project. One that ends with / is a folder: any file in it. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly from: string
  readonly to: string
  /** Names of all checks that have to fail, and no other may. */
  readonly reddens: readonly string[]
}

/** Files of the project, not of the build, that checks read. */
export const PROJECT_FILES: readonly string[] = [
  'package.json',
  'package-lock.json',
  'electron-builder.yml',
  'packaging/after-pack.ts',
  'packaging/fuses.ts',
  '.github/workflows/release.yml',
  '.github/workflows/test.yml',
]

/** Which parts of the suite can see a change in a file. */
export function partsThatSee(file: string): Part[] {
  if (PROJECT_FILES.includes(file) || file.startsWith('renderer/')) return ['static']
  if (file.startsWith('main/browser')) return ['browser', 'static']
  if (file.startsWith('main/chunks/')) return ['electron', 'browser', 'static']
  return ['electron', 'static']
}

/**
 * Copies the build and the project's files into a folder, with the mutation in them.
 *
 * @throws Error when the text does not stand there exactly once: the mutation is out of date
 */
export function writeMutated(mutation: Mutation, root: string, out: string, folder: string): void {
  cpSync(out, join(folder, 'out'), { recursive: true })
  for (const name of PROJECT_FILES) cpSync(join(root, name), join(folder, name))
  const isOfProject = PROJECT_FILES.includes(mutation.file)
  const file = isOfProject ? join(folder, mutation.file) : fileWith(mutation, join(folder, 'out'))
  const pieces = readFileSync(file, 'utf8').split(mutation.from)
  if (pieces.length !== 2) {
    throw new Error(`${mutation.file} has ${pieces.length - 1} of: ${mutation.from}`)
  }
  writeFileSync(file, pieces.join(mutation.to))
}

/** The file that is named; of a folder, the only one that has the text. */
function fileWith({ file, from }: Mutation, out: string): string {
  if (!file.endsWith('/')) return join(out, file)
  const files = readdirSync(join(out, file)).map(name => join(out, file, name))
  const [found, ...others] = files.filter(path => readFileSync(path, 'utf8').includes(from))
  if (found === undefined || others.length > 0) throw new Error(`${file}: not one file has: ${from}`)
  return found
}
