// npm run proof [-- --only NAME]: measures what is promised, each figure against its limit, and writes docs/proof.md when
// everything was measured. Exits with 1 when a limit does not hold.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { commitFigures } from './commits.ts'
import { crashFigures } from './crash.ts'
import type { Figure } from './measure.ts'
import { openingFigures } from './opening.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = join(ROOT, 'docs/proof.md')

interface Part {
  readonly name: string
  readonly title: string
  /** What was done and what it does not show. */
  readonly method: string
  readonly figures: () => Promise<Figure[]>
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, kills: { type: 'string' } },
})

const PARTS: readonly Part[] = [
  {
    name: 'crash',
    title: 'Nothing acknowledged is lost',
    method:
      'A program does random changes of every kind the contract has, says each one when it is answered, and is killed with SIGKILL. The file is then opened as the next start would: `integrity_check`, `foreign_key_check`, every acknowledged change, all tables against the operation log, undo and redo, and at last undo of everything. A kill ends a program, not the computer: for a power cut it rests on `synchronous=EXTRA`, which is read back at every start, and on SQLite’s own tests.',
    figures: () => crashFigures(values.kills === undefined ? undefined : Number(values.kills)),
  },
  {
    name: 'commits',
    title: 'A change is on the disk before it is shown',
    method: 'In turns, on the same disk, with the same settings of SQLite.',
    figures: commitFigures,
  },
  {
    name: 'opening',
    title: 'Ten years open like an empty file',
    method:
      'The real application on Node, and the browser host as built with a window in Chromium. The whole file is read at a start only after an unclean end.',
    figures: openingFigures,
  },
]

const BENCHES: readonly (readonly [name: string, title: string, script: string, ...args: string[]])[] = [
  ['bench', 'Grouping', 'test/bench/run.ts'],
  ['bench:import', 'Reading files', 'test/bench/import.ts'],
  ['bench:ui', 'The window', 'test/bench/ui.ts'],
]

const wanted = (name: string) => values.only === undefined || values.only === name

function build(): void {
  const program = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, stderr } = spawnSync(process.execPath, [program, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`Horseshoe could not be built.\n${stderr}`)
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, limit, holds }) => {
    const verdict = limit === null ? '' : holds ? 'holds' : '**does not hold**'
    return `| ${name} | ${value} | ${limit ?? ''} | ${verdict} |`
  })
  return ['| What | Measured | Limit | |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function heading(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).stdout.trim()
  const [cpu] = cpus()
  const machine = `${type()} ${process.arch}, ${cpus().length} x ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  return `# What was measured

Written by \`npm run proof\` on ${new Date().toISOString().slice(0, 10)}, of Horseshoe ${version} (${commit || 'no commit'}), on ${machine}. Run it to have your own: it ends with an error when a limit does not hold.`
}

if (wanted('opening')) build()
const page = [heading()]
let broken = 0
for (const { name, title, method, figures } of PARTS) {
  if (!wanted(name)) continue
  console.log(`\n${title}`)
  const measured = await figures()
  console.log(table(measured))
  broken += measured.filter(({ holds }) => !holds).length
  page.push(`## ${title}`, method, table(measured))
}
for (const [name, title, script, ...args] of BENCHES) {
  if (!wanted(name)) continue
  console.log(`\n${title}`)
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 10_000_000,
  })
  console.log(stdout)
  if (status !== 0) broken++
  const verdict = status === 0 ? 'holds' : '**does not hold**'
  page.push(`## ${title}`, `\`npm run ${name}\`: ${verdict}.`, `\`\`\`text\n${stdout.trimEnd()}\n\`\`\``)
}
if (values.only === undefined) {
  const options = await resolveConfig(PAGE)
  writeFileSync(PAGE, await format(`${page.join('\n\n')}\n`, { ...options, filepath: PAGE }))
  console.log(`Written: ${PAGE}`)
}
if (broken > 0) console.log(`${broken} limits do not hold.`)
process.exitCode = broken > 0 ? 1 : 0
