// Runs everything that has to hold, and counts it: node test/run.ts [--checks]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findBrowser } from './end-to-end/find-browser.ts'

const ROOT = resolve(import.meta.dirname, '..')
const RESULTS = join(ROOT, 'test-results')
const program = (name: string) => join(ROOT, 'node_modules', name)

interface Count {
  passed: number
  failed: number
  skipped: number
}

const total: Count = { passed: 0, failed: 0, skipped: 0 }

function add(name: string, count: Count): void {
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
  console.log(`${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
}

function run(script: string, args: readonly string[], show: boolean): { status: number; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program(script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  })
  return { status: status ?? 1, output: `${stdout ?? ''}${stderr ?? ''}` }
}

/** A check is one thing that passes or fails. */
function check(name: string, script: string, ...args: string[]): void {
  const { status, output } = run(script, args, false)
  if (status !== 0) console.log(output)
  add(name, { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 })
}

/** A report that is not there means that its runner broke: that is a failure. */
function readReport(file: string, read: (report: unknown) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  return read(JSON.parse(readFileSync(file, 'utf8')))
}

function unitTests(): void {
  const file = join(RESULTS, 'unit.json')
  const { status } = run(
    'vitest/vitest.mjs',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    true,
  )
  const count = readReport(file, report => {
    const { numPassedTests, numFailedTests, numPendingTests } = report as Record<string, number>
    return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: numPendingTests ?? 0 }
  })
  // A file that cannot even be loaded has no tests to fail.
  if (status !== 0 && count.failed === 0) count.failed = 1
  add('unit and property tests', count)
}

function endToEndTests(): void {
  if (!findBrowser()) {
    console.log(
      'No browser for the end-to-end tests: install Chromium, Chrome or Edge, or set HORSESHOE_BROWSER.',
    )
    add('end-to-end tests', { passed: 0, failed: 1, skipped: 0 })
    return
  }
  const { status } = run('@playwright/test/cli.js', ['test'], true)
  const count = readReport(join(RESULTS, 'end-to-end.json'), report => {
    const { stats } = report as {
      stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    }
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
  })
  if (status !== 0 && count.failed === 0) count.failed = 1
  add('end-to-end tests', count)
}

/** A script of ours that counts by itself, into `test-results/NAME.json`. */
function suite(name: string, script: string, report: string): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, script)], { cwd: ROOT, stdio: 'inherit' })
  const count = readReport(join(RESULTS, report), counts => ({ ...(counts as Count) }))
  if (status !== 0 && count.failed === 0) count.failed = 1
  add(name, count)
}

/** The package for this computer; `npm run test:package` packs for the others as well. */
function packageTests(): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--test-reporter=tap', join(ROOT, 'test/packaging/run.ts')],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 100_000_000 },
  )
  const counted = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0)
  const count = { passed: counted('pass'), failed: counted('fail'), skipped: counted('skipped') }
  if ((status !== 0 || count.passed === 0) && count.failed === 0) count.failed = 1
  if (count.failed > 0) console.log(`${stdout}${stderr}`)
  add('the package', count)
}

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
check('types', 'typescript/bin/tsc', '-p', '.')
check('types of the tests', 'typescript/bin/tsc', '-p', 'test')
check(
  'types of the renderer',
  'svelte-check/bin/svelte-check',
  '--tsconfig',
  'src-renderer/tsconfig.json',
  '--fail-on-warnings',
)
check('lint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.')
check('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')
check('nothing unused', 'knip/bin/knip.js')
if (!process.argv.includes('--checks')) {
  unitTests()
  check('build', 'electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn')
  suite('safety of what was built', 'test/security/run.ts', 'security.json')
  packageTests()
  endToEndTests()
  suite('no network', 'test/no-network/run.ts', 'no-network.json')
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
