// Packs the built app and looks at what is in the package: node test/packaging/run.ts [--all]
// Without --all only this computer's own kind of package; with it every platform and processor.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { brotliCompressSync, constants } from 'node:zlib'
import { fusesFile } from '../../packaging/after-pack.ts'
import { FUSES, readFuses, setFuses } from '../../packaging/fuses.ts'
import manifest from '../../package.json' with { type: 'json' }
import { loadStore, modulesAbove, useAlone } from './alone.ts'
import { extractTo, readArchive, type ArchivedFile } from './asar.ts'
import { nameOf, pack, placesOf, stageProject, type Target } from './staging.ts'
import { FUSES_AS_SHIPPED, writeStubElectron } from './stub-electron.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const all = process.argv.includes('--all')
/** electron-builder packs for macOS on macOS and Linux only. */
const PLATFORMS = ['linux', 'win32', 'darwin'].filter(
  name => name !== 'darwin' || process.platform !== 'win32',
)
const OWN = { platform: process.platform, arch: process.arch } as Target
const TARGETS = all
  ? PLATFORMS.flatMap(platform => (['x64', 'arm64'] as const).map(arch => ({ platform, arch }) as Target))
  : [OWN]

/** Horseshoe's own share of an installer, compressed as installers are; the rest of 120 MB is Electron's. */
const LARGEST_ARCHIVE_BYTES = 14_000_000
const LARGEST_COMPRESSED_BYTES = 5_000_000

const STAGE = join(ROOT, 'dist/tested')
const OUTPUT = join(STAGE, 'packed')
const STUBS = join(STAGE, 'stubs')
const elsewhere = mkdtempSync(join(tmpdir(), 'horseshoe-package-'))

rmSync(STAGE, { recursive: true, force: true })
const project = join(STAGE, 'project')
stageProject(project)
for (const { platform } of TARGETS) {
  if (!existsSync(join(STUBS, platform))) writeStubElectron(join(STUBS, platform), platform)
}

after(() => {
  rmSync(STAGE, { recursive: true, force: true })
  rmSync(elsewhere, { recursive: true, force: true })
})

/** Every package of the archive: `zod`, `@noble/hashes`, also inside another's `node_modules`. */
function packagesIn(files: readonly ArchivedFile[]): Set<string> {
  return new Set(files.flatMap(({ path }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))
}

interface LockedPackage {
  dev?: boolean
  optional?: boolean
}

/** What npm says is needed to run, by name, whoever asks for it. */
function productionPackages(): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  return new Set(
    Object.entries(packages)
      .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  )
}

/** Packages of which only headers or types are there: nothing of them is ever loaded. */
const NEVER_LOADED = ['node-addon-api', 'type-fest', 'tagged-tag']

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
}

for (const platform of new Set(TARGETS.map(target => target.platform))) {
  const targets = TARGETS.filter(target => target.platform === platform)
  describe(`packages for ${platform}`, () => {
    it('are packed', () => {
      const { status, said } = pack(project, join(STUBS), OUTPUT, targets)
      assert.equal(status, 0, said)
      assert.doesNotMatch(said, /cannot find path for dependency/, said)
    })
    for (const target of targets) describe(nameOf(target), () => looksAt(target))
  })
}

function looksAt(target: Target): void {
  const { folder, archive } = placesOf(OUTPUT, target)
  let files: ArchivedFile[] = []
  const paths = () => files.map(({ path }) => path)
  const none = (what: RegExp) =>
    assert.deepEqual(
      paths().filter(path => what.test(path)),
      [],
    )

  it('has an archive', () => {
    files = readArchive(archive)
  })

  it('holds the program: every host, worker, page and the licence', () => {
    const built = filesBelow(join(ROOT, 'out'))
      .filter(path => !path.endsWith('.map'))
      .map(path => `out/${path}`)
    assert.ok(built.length > 12)
    const own = paths().filter(path => !path.startsWith('node_modules/'))
    assert.deepEqual(own.sort(), [...built, 'package.json', 'LICENSE'].sort())
    const json = JSON.parse(
      files
        .find(({ path }) => path === 'package.json')
        ?.read()
        .toString() ?? '{}',
    ) as object
    assert.ok(!('devDependencies' in json) && !('scripts' in json))
  })

  it('holds exactly the packages that are needed to run, and none for development', () => {
    const needed = [...productionPackages()].filter(name => !NEVER_LOADED.includes(name))
    for (const name of Object.keys(manifest.dependencies)) assert.ok(needed.includes(name), name)
    const inside = [...packagesIn(files)].filter(name => !NEVER_LOADED.includes(name))
    assert.deepEqual(inside.sort(), needed.sort())
  })

  it('holds the one binary of SQLite for it, beside the archive, and nothing else is outside', () => {
    const binary = `node_modules/better-sqlite3/prebuilds/${nameOf(target)}.node`
    assert.deepEqual(
      paths().filter(path => path.endsWith('.node')),
      [binary],
    )
    assert.deepEqual(
      files.filter(file => file.isUnpacked).map(({ path }) => path),
      [binary],
    )
    assert.deepEqual(filesBelow(`${archive}.unpacked`), [binary])
  })

  it('holds no sources, maps, types, tests, documents or C', () => {
    none(/\.(map|ts|mts|cts|svelte|md|markdown|c|cc|cpp|h|gyp|gypi|csv|ya?ml)$/i)
    none(/(^|\/)(tests?|__tests__|spec|docs?|examples?|benchmark|\.github|deps|src-main|src-renderer)\//)
    none(/\.html$(?<!^out\/renderer\/index\.html)/)
    none(/(^|\/)(\.env|\.npmrc|package-lock\.json|tsconfig.*\.json|electron-builder\.yml)$/)
  })

  it('holds the solver of the proofs as WebAssembly, in the archive', () => {
    const wasm = files.find(({ path }) => path === 'node_modules/highs/build/highs.wasm')
    assert.ok(wasm && !wasm.isUnpacked)
    assert.ok(WebAssembly.validate(new Uint8Array(wasm.read())))
  })

  it('makes no code of text in its window, whose policy refuses that', () => {
    const scripts = files.filter(({ path }) => /^out\/renderer\/.*\.js$/.test(path))
    assert.ok(scripts.length > 0)
    for (const { path, read } of scripts)
      assert.doesNotMatch(read().toString(), /new Function\(|\beval\(/, path)
  })

  it('names the licence of everything in it', () => {
    const list = files.find(({ path }) => path === 'out/licences.json')
    assert.ok(list)
    const named = (JSON.parse(list.read().toString()) as { name: string; text: string }[]).filter(
      ({ text }) => text.length > 100,
    )
    const names = new Set(named.map(({ name }) => name))
    assert.deepEqual(
      [...packagesIn(files)].filter(name => !names.has(name)),
      [],
    )
  })

  it('is small', context => {
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    const whole = Buffer.concat(files.map(file => file.read()))
    const compressed = brotliCompressSync(whole, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 },
    }).length
    context.diagnostic(
      `${nameOf(target)}: ${files.length} files, ${megabytes(bytes)}, compressed ${megabytes(compressed)}`,
    )
    assert.ok(bytes < LARGEST_ARCHIVE_BYTES && compressed < LARGEST_COMPRESSED_BYTES)
  })

  it('has every fuse set', async () => {
    const names = { product: 'Horseshoe', executable: 'horseshoe' }
    const wires = await readFuses(fusesFile(target.platform, folder, names))
    assert.deepEqual(wires, ['010011001'])
    assert.equal(wires[0], FUSES.map(([, isOn]) => (isOn ? '1' : '0')).join(''))
    assert.notEqual(wires[0], FUSES_AS_SHIPPED)
  })

  it('has no languages but English', () => {
    const languages = filesBelow(folder).filter(path => path.endsWith('.pak'))
    assert.ok(languages.length > 0)
    for (const path of languages) assert.match(path, /en(-US)?(\.lproj\/locale)?\.pak$/)
  })

  if (target.platform === 'darwin') {
    it('tells macOS the checksum of its archive and the kind of file it opens', () => {
      const plist = readFileSync(join(folder, 'Horseshoe.app/Contents/Info.plist'), 'utf8')
      assert.match(plist, /<key>ElectronAsarIntegrity<\/key>[\s\S]*SHA256/)
      assert.match(plist, /<key>CFBundleTypeExtensions<\/key>\s*<array>\s*<string>horseshoe<\/string>/)
      assert.ok(existsSync(join(folder, 'Horseshoe.app/Contents/Resources/document.icns')))
    })
  }
  if (target.platform === OWN.platform && target.arch === OWN.arch)
    describe('alone', () => runsAlone(() => files))
}

/** The packaged files in a folder far from the project, on this computer's Node. */
function runsAlone(files: () => readonly ArchivedFile[]): void {
  const program = join(elsewhere, 'program')

  it('is taken elsewhere', () => {
    extractTo(program, files())
    assert.equal(modulesAbove(program), null)
  })

  it('starts, serves its window, opens a database, groups, reads and writes workbooks, seals a class', () =>
    useAlone(program))

  it('loads what only Electron needs', () => loadStore(program))

  for (const name of Object.keys(manifest.dependencies)) {
    it(`fails without ${name}`, async () => {
      const place = join(program, 'node_modules', name)
      const away = join(elsewhere, 'away')
      renameSync(place, away)
      try {
        await assert.rejects(() => (name === 'electron-store' ? loadStore(program) : useAlone(program)))
      } finally {
        renameSync(away, place)
      }
    })
  }
}

describe('the fuses', () => {
  for (const [what, fuses] of [
    ['one that nobody decided about', `${FUSES_AS_SHIPPED}0`],
    ['one fewer', FUSES_AS_SHIPPED.slice(1)],
    ['one that Electron removed', `r${FUSES_AS_SHIPPED.slice(1)}`],
  ] as const) {
    it(`stop the packing where there is ${what}`, async () => {
      const folder = join(elsewhere, what.replaceAll(' ', '-'))
      writeStubElectron(folder, 'linux', fuses)
      await assert.rejects(() => setFuses(join(folder, 'electron')), /fuse/)
      assert.deepEqual(await readFuses(join(folder, 'electron')), [fuses])
    })
  }
})

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
