// Turns every setting round, one at a time, and sees whether exactly its checks fail:
// node test/mutation/security.ts [TEXT ...]: only mutations of which the file, the text or a check has a TEXT in it
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { CHECK_NAMES, checkBuild, ROOT } from '../security/suite.ts'
import { browserMutations } from './browser-mutations.ts'
import { electronMutations } from './electron-mutations.ts'
import { partsThatSee, writeMutated, type Mutation } from './mutation.ts'
import { staticMutations } from './static-mutations.ts'

const BUILT = join(ROOT, 'out')
const RESULTS = join(ROOT, 'test-results')
const wanted = process.argv.slice(2)
const all = [...electronMutations, ...browserMutations, ...staticMutations]
const isWanted = (mutation: Mutation) => wanted.some(text => JSON.stringify(mutation).includes(text))
const chosen = wanted.length === 0 ? all : all.filter(isWanted)

/** What is wrong with a mutation's outcome; null when exactly its checks failed. */
async function wrongWith(mutation: Mutation): Promise<string | null> {
  const folder = mkdtempSync(join(RESULTS, 'mutated-'))
  try {
    writeMutated(mutation, ROOT, BUILT, folder)
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const parts = partsThatSee(mutation.file)
    const results = (
      await Promise.all(parts.map(part => checkBuild(part, join(folder, 'out'), folder)))
    ).flat()
    const red = results.filter(({ failure }) => failure !== null).map(({ name }) => name)
    const missed = mutation.reddens.filter(name => !red.includes(name))
    const others = red.filter(name => !mutation.reddens.includes(name))
    if (missed.length + others.length === 0) return null
    return `not seen by [${missed.join('; ')}], but by [${others.join('; ')}]`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (!existsSync(join(BUILT, 'main/main.js'))) {
  console.log('There is no build to change: npm run build')
  process.exit(1)
}
mkdirSync(RESULTS, { recursive: true })
let failed = 0
const queue = [...chosen]
async function work(): Promise<void> {
  for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
    const wrong = await wrongWith(mutation)
    if (wrong === null) continue
    failed += 1
    console.log(`FAILED ${mutation.file}: ${mutation.from.trim()} -> ${mutation.to.trim()}\n  ${wrong}`)
  }
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))

// A check that no mutation turns red may be one that cannot fail.
const proven = new Set(all.flatMap(({ reddens }) => reddens))
for (const name of CHECK_NAMES.filter(name => !proven.has(name))) {
  failed += 1
  console.log(`FAILED no mutation is seen by: ${name}`)
}
const passed = chosen.length + CHECK_NAMES.length - failed
writeFileSync(join(RESULTS, 'mutations.json'), JSON.stringify({ passed, failed, skipped: 0 }))
console.log(`mutations: ${chosen.length} settings turned round; ${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
