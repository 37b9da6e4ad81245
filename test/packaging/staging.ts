import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
/** What is no part of the project, or what this test itself makes. */
const LEFT_OUT = ['.git', 'node_modules', 'dist', 'test-results', 'playwright-report']
const LONGEST_MILLISECONDS = 300_000

/** A target of electron-builder: `linux-x64`, `win32-arm64` ... */
export interface Target {
  readonly platform: 'linux' | 'win32' | 'darwin'
  readonly arch: 'x64' | 'arm64'
}

export const nameOf = ({ platform, arch }: Target) => `${platform}-${arch}`

/**
 * A copy of the built project to pack from, with everything in it and everything that is installed: what does not
 * belong into an installer must be there to be left out. Files are linked where the disk can, so this takes a second or two.
 */
export function stageProject(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.includes(name)) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  }
  linkTree(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    // Another disk, or one without links.
    copyFileSync(source, target)
  }
}

/** Packs a staged project in a process of its own. Answers how it ended, and what it said. */
export function pack(
  project: string,
  stubs: string,
  output: string,
  targets: readonly Target[],
): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'pack.ts'), project, stubs, output, ...targets.map(nameOf)],
    {
      encoding: 'utf8',
      timeout: LONGEST_MILLISECONDS,
      env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    },
  )
  return { status, said: `${stdout}${stderr}` }
}

/** Where electron-builder puts a target's folder, and where its archive and its program are in it. */
export function placesOf(output: string, { platform, arch }: Target): { folder: string; archive: string } {
  const name = { linux: 'linux', win32: 'win', darwin: 'mac' }[platform]
  const suffix = arch === 'arm64' ? '-arm64' : ''
  const folder = join(output, platform === 'darwin' ? `${name}${suffix}` : `${name}${suffix}-unpacked`)
  const resources = platform === 'darwin' ? 'Horseshoe.app/Contents/Resources' : 'resources'
  return { folder, archive: join(folder, resources, 'app.asar') }
}
