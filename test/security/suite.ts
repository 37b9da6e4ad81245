import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { browserChecks } from './browser-checks.ts'
import { resultsIn, runChecks, type Result } from './check.ts'
import {
  developmentChecks,
  folderlessChecks,
  macChecks,
  packagedChecks,
  secondChecks,
  tamperedChecks,
} from './electron-checks.ts'
import { staticChecks, staticWorld } from './static-checks.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** The three ways in which the build is looked at. */
export type Part = 'electron' | 'browser' | 'static'
export const PARTS: readonly Part[] = ['electron', 'browser', 'static']

const NAMES: Readonly<Record<Part, readonly string[]>> = {
  electron: [packagedChecks, developmentChecks, secondChecks, macChecks, tamperedChecks, folderlessChecks]
    .flat()
    .map(({ name }) => name),
  browser: browserChecks.map(({ name }) => name),
  static: staticChecks.map(({ name }) => name),
}

/** Names of all checks of a build. */
export const CHECK_NAMES: readonly string[] = PARTS.flatMap(part => NAMES[part])

/**
 * Looks at a build in one way.
 *
 * @param out folder of the build, below the project; the main bundles' folder is written into
 * @param root folder whose package.json and electron-builder.yml count
 */
export async function checkBuild(part: Part, out: string, root = ROOT): Promise<Result[]> {
  if (part === 'static') return runChecks(staticChecks, staticWorld(root, out))
  const output = await outputOf([
    '--import',
    join(ROOT, 'test/electron-fake/hooks.ts'),
    join(ROOT, `test/security/${part}-run.ts`),
    out,
  ])
  // A process that ended before it told anything has shown nothing.
  return resultsIn(output) ?? NAMES[part].map(name => ({ name, failure: output.slice(-2000), skipped: null }))
}

function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 600_000,
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output += data.toString()))
  return new Promise(done => child.on('close', () => done(output)))
}
