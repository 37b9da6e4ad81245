// A child process: starts the built main process and preload against the fake Electron, in six situations, and
// tells what held. node --import test/electron-fake/hooks.ts test/security/electron-run.ts OUT
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runChecks, tellResults, type Check } from './check.ts'
import {
  developmentChecks,
  folderlessChecks,
  macChecks,
  packagedChecks,
  secondChecks,
  tamperedChecks,
} from './electron-checks.ts'
import {
  endElectron,
  loadPreload,
  startElectron,
  type ElectronWorld,
  type Scenario,
} from './electron-world.ts'

const out = process.argv[2]
if (out === undefined) throw new Error('Which build?')

const PACKAGED: Scenario = { isPackaged: true, isFirst: true, platform: 'linux', bundle: 'main/main.js' }
const TAMPERED = 'main/tampered.js'

/** The same bundle, as if every binary had another hash when it was built. */
function writeTampered(folder: string): void {
  const bundle = readFileSync(join(folder, PACKAGED.bundle), 'utf8')
  writeFileSync(join(folder, TAMPERED), bundle.replaceAll(/\.node": "[0-9a-f]{8}/g, '.node": "00000000'))
}

/** A place where no folder can be made, whoever asks. */
function fileInTheWay(folder: string): string {
  writeFileSync(join(folder, 'taken'), '')
  return join(folder, 'taken')
}

/** Named from where the program stands; the window was hidden from shared screens when it was last open. */
function hiddenBefore(folder: string): string {
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ settings: { hiddenFromSharing: true } }))
  return relative(process.cwd(), folder)
}

const SITUATIONS: readonly [name: string, scenario: Scenario, checks: readonly Check<ElectronWorld>[]][] = [
  ['packaged', PACKAGED, packagedChecks],
  ['development', { ...PACKAGED, isPackaged: false, dataOf: hiddenBefore }, developmentChecks],
  ['second', { ...PACKAGED, isFirst: false }, secondChecks],
  ['mac', { ...PACKAGED, platform: 'darwin' }, macChecks],
  ['tampered', { ...PACKAGED, bundle: TAMPERED }, tamperedChecks],
  ['folderless', { ...PACKAGED, dataOf: fileInTheWay }, folderlessChecks],
]

writeTampered(out)
const results = []
for (const [name, scenario, checks] of SITUATIONS) {
  let world = await startElectron(out, name, scenario)
  if (name === 'packaged' && !(world instanceof Error)) {
    try {
      loadPreload(out)
    } catch (error) {
      world = error instanceof Error ? error : new Error(String(error))
    }
  }
  results.push(...(await runChecks(checks, world)))
  await endElectron()
}
tellResults(results)
process.exit(0)
