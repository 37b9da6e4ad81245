// Looks at the build from the side of safety, and counts: node test/security/run.ts
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from './check.ts'
import { readTable, tableChecks } from './table.ts'
import { runChecks } from './check.ts'
import { checkBuild, PARTS, ROOT } from './suite.ts'

const RESULTS = join(ROOT, 'test-results')
const built = join(ROOT, 'out')
if (!existsSync(join(built, 'main/main.js'))) {
  console.log('There is no build to look at: npm run build')
  process.exit(1)
}
// A copy, because the checks write a changed bundle beside the others.
const copy = join(RESULTS, 'security-build')
rmSync(copy, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
cpSync(built, copy, { recursive: true })

const results: Result[] = (await Promise.all(PARTS.map(part => checkBuild(part, copy)))).flat()
results.push(
  ...(await runChecks(tableChecks, readTable(readFileSync(join(ROOT, 'docs/security.md'), 'utf8')))),
)
rmSync(copy, { recursive: true, force: true })

for (const { name, failure, skipped } of results) {
  if (failure !== null) console.log(`FAILED ${name}: ${failure}`)
  if (skipped !== null) console.log(`skipped ${name}: ${skipped}`)
}
const count = (is: (result: Result) => boolean) => results.filter(is).length
const counts = {
  passed: count(({ failure, skipped }) => failure === null && skipped === null),
  failed: count(({ failure }) => failure !== null),
  skipped: count(({ skipped }) => skipped !== null),
  failures: results.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure}`])),
}
writeFileSync(join(RESULTS, 'security.json'), JSON.stringify(counts))
console.log(`safety: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 ? 1 : 0
