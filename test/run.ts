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
  /** What failed and how, where its runner says so: it is said again at the end, for a long log is cut. */
  failures?: readonly string[]
}

const total = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
/** Characters of a failure's message: its words and the place, not a whole page of a browser. */
const LONGEST_FAILURE = 2000

function add(name: string, count: Count): void {
  if (count.failed > 0) failures.push(...(count.failures?.length ? count.failures : [`${name}, see above`]))
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
  add(name, { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, failures: [output] })
}

/** A report that is not there means that its runner broke: that is a failure. */
function readReport(file: string, read: (report: unknown) => Count): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  return read(JSON.parse(readFileSync(file, 'utf8')))
}

interface UnitReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function failuresOfFile({ name, status, message, assertionResults }: UnitReport['testResults'][number]) {
  const failed = assertionResults.filter(test => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${name}\n${message}`] : []
  return failed.map(({ fullName, failureMessages }) => `${name} › ${fullName}\n${failureMessages.join('\n')}`)
}

function unitTests(): void {
  const file = join(RESULTS, 'unit.json')
  const { status } = run(
    'vitest/vitest.mjs',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    true,
  )
  const count = readReport(file, report => {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as UnitReport
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests,
      failures: testResults.flatMap(failuresOfFile),
    }
  })
  // A file that cannot even be loaded has no tests to fail.
  if (status !== 0 && count.failed === 0) count.failed = 1
  add('unit and property tests', count)
}

interface BrowserSuite {
  suites?: BrowserSuite[]
  specs: {
    title: string
    file: string
    ok: boolean
    tests: { results: { errors: { message: string }[] }[] }[]
  }[]
}

interface BrowserReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites: BrowserSuite[]
}

function failuresOfSuite({ suites = [], specs }: BrowserSuite): string[] {
  const own = specs.filter(({ ok }) => !ok)
  const messages = (spec: BrowserSuite['specs'][number]) =>
    spec.tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message }) => message)))
  return [
    ...own.map(spec => `${spec.file} › ${spec.title}\n${messages(spec).join('\n')}`),
    ...suites.flatMap(failuresOfSuite),
  ]
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
    const { stats, suites } = report as BrowserReport
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      failures: suites.flatMap(failuresOfSuite),
    }
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
  const parts = `${stdout}${stderr}`.split(/^(?=\s*(?:not )?ok )/m)
  const failed = parts.filter(part => part.trimStart().startsWith('not ok'))
  add('the package', { ...count, failures: failed.length > 0 ? failed : [`${stdout}${stderr}`] })
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

if (failures.length > 0) {
  console.log(
    `\nWhat failed:\n\n${failures.map(failure => failure.trim().slice(0, LONGEST_FAILURE)).join('\n\n')}`,
  )
  // Once more in a line each: of many failures only the last would be left of a log that is cut.
  console.log(`\n${failures.map(failure => `FAILED ${failure.trim().split('\n', 1).join('')}`).join('\n')}\n`)
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
