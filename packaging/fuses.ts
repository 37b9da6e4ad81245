import { readFile, writeFile } from 'node:fs/promises'

/**
 * Every fuse of Electron's wire (version 1), in its order, as Horseshoe sets it. Left to electron-builder, a fuse
 * that its `@electron/fuses` does not know yet would keep Electron's own state: the ninth is one.
 */
export const FUSES = [
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
  // Without it WebAssembly, and so the proof of the groups, is checked at every access to memory.
  ['wasmTrapHandlers', true],
] as const

export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
export const WIRE_VERSION = 1
const [OFF, ON, REMOVED] = ['0', '1', 'r'].map(character => character.charCodeAt(0))

interface Wire {
  /** Where its first fuse stands in the file. */
  readonly at: number
  readonly length: number
}

/** The wires of a program: one, or two in a universal build for macOS. */
function wiresOf(program: Buffer): Wire[] {
  const wires: Wire[] = []
  for (let at = program.indexOf(SENTINEL); at >= 0; at = program.indexOf(SENTINEL, at + 1)) {
    const version = program[at + SENTINEL.length]
    if (version !== WIRE_VERSION) throw new Error(`The fuses are of version ${version}, not ${WIRE_VERSION}.`)
    wires.push({ at: at + SENTINEL.length + 2, length: program[at + SENTINEL.length + 1] ?? 0 })
  }
  if (wires.length === 0) throw new Error('This program has no fuses: it is no Electron.')
  return wires
}

/**
 * Sets every fuse of an Electron program, in place.
 *
 * @throws Error when the program has other fuses than `FUSES`: somebody has to decide about a new one
 */
export async function setFuses(path: string): Promise<void> {
  const program = await readFile(path)
  for (const { at, length } of wiresOf(program)) {
    if (length !== FUSES.length) {
      throw new Error(
        `This Electron has ${length} fuses and Horseshoe decides about ${FUSES.length}: see packaging/fuses.ts.`,
      )
    }
    for (const [index, [name, isOn]] of FUSES.entries()) {
      if (program[at + index] === REMOVED) throw new Error(`Electron has removed the fuse ${name}.`)
      program[at + index] = isOn ? ON : OFF
    }
  }
  await writeFile(path, program)
}

/** The fuses of a program as characters: `0` off, `1` on, `r` removed; a string for each wire. */
export async function readFuses(path: string): Promise<string[]> {
  const program = await readFile(path)
  return wiresOf(program).map(({ at, length }) => program.toString('latin1', at, at + length))
}
