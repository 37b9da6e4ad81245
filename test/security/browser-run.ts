// A child process: starts the built browser host and tells what held.
// node --import test/electron-fake/hooks.ts test/security/browser-run.ts OUT
import { browserChecks } from './browser-checks.ts'
import { startBrowserHost } from './browser-world.ts'
import { runChecks, tellResults } from './check.ts'

const out = process.argv[2]
if (out === undefined) throw new Error('Which build?')
tellResults(await runChecks(browserChecks, await startBrowserHost(out)))
process.exit(0)
