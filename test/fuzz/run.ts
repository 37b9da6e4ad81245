// Goes on with the fuzz test from new seeds: npm run fuzz [-- --minutes N] [--seed N]
import { parseArgs } from 'node:util'
import * as CASES from './cases.ts'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new Error('--minutes: a number above 0.')

/** Of the processor's time, on an idle computer: what takes longer is said, and is for a person to judge. */
const LONG_SECONDS = 2

/** Far from the seeds of `npm test`, and others every time. */
let seed = Number(values.seed ?? Math.floor(Date.now() / 1000) * 1000)
const end = performance.now() + minutes * 60_000
let cases = 0
let broken = 0
while (performance.now() < end) {
  for (const [name, run] of Object.entries(CASES)) {
    cases++
    const before = process.cpuUsage()
    try {
      run(seed)
      const { user, system } = process.cpuUsage(before)
      const seconds = (user + system) / 1e6
      if (seconds > LONG_SECONDS) console.log(`${name}, --seed ${seed}: took ${seconds.toFixed(1)} seconds`)
    } catch (error) {
      broken++
      console.log(`${name}, --seed ${seed}: ${String(error)}`)
    }
  }
  seed++
}
console.log(`${cases.toLocaleString('en')} cases, ${broken} broken`)
process.exitCode = broken > 0 ? 1 : 0
