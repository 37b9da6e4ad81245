// Shows by the operating system that nothing leaves the computer, and that the probes would see it if it did:
// npm run test:no-network
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findBrowser } from '../end-to-end/find-browser.ts'
import { resultsIn, type Result } from '../security/check.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Its first arguments make a network of its own, in which only loopback is up. */
const ALONE = ['-rn', 'sh', '-c', 'ip link set lo up && exec "$0" "$@"']

const works = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Runs one of the two scripts, alone if that can be. Without its results it has failed. */
function run(script: string, isAlone: boolean, isTraced: boolean): Result[] {
  const program = [process.execPath, join(ROOT, 'test/no-network', script), ...(isTraced ? ['--traced'] : [])]
  const [command = '', ...args] = isAlone ? ['unshare', ...ALONE, ...program] : program
  const { stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', timeout: 300_000 })
  const results = resultsIn(stdout)
  return results ?? [{ name: script, failure: `${stdout}${stderr}`.slice(-2000), skipped: null }]
}

const results: Result[] = []
const skip = (name: string, skipped: string) => results.push({ name, failure: null, skipped })

if (!existsSync(join(ROOT, 'out/main/browser.js'))) {
  console.log('There is no build to look at: npm run build')
  process.exit(1)
}
if (process.platform !== 'linux') {
  skip('no outbound request', 'network namespaces and strace are of Linux')
} else if (findBrowser() === null) {
  results.push({ name: 'no outbound request', failure: 'There is no browser.', skipped: null })
} else {
  const isAlone = works('unshare', ...ALONE, 'true')
  const isTraced = works('strace', '-qq', '-o', '/dev/null', 'true')
  results.push(...run('smoke.ts', isAlone, isTraced))
  if (isAlone) results.push(...run('leaks.ts', true, isTraced))
  else {
    skip(
      'only loopback is there',
      'this computer does not let a user make a network of their own (unshare -rn)',
    )
    skip('planted leaks are caught', 'they are planted only where they get nowhere')
  }
}

for (const { name, failure, skipped } of results) {
  if (failure !== null) console.log(`FAILED ${name}: ${failure}`)
  if (skipped !== null) console.log(`skipped ${name}, because ${skipped}`)
}
const count = (is: (result: Result) => boolean) => results.filter(is).length
const counts = {
  passed: count(({ failure, skipped }) => failure === null && skipped === null),
  failed: count(({ failure }) => failure !== null),
  skipped: count(({ skipped }) => skipped !== null),
  failures: results.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure}`])),
}
mkdirSync(join(ROOT, 'test-results'), { recursive: true })
writeFileSync(join(ROOT, 'test-results/no-network.json'), JSON.stringify(counts))
console.log(`no network: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 ? 1 : 0
