// Says how large each installer is, and fails when one is too large: node packaging/weigh.ts DIR
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LARGEST_BYTES = 120_000_000
const INSTALLER = /\.(exe|dmg|AppImage|deb)$/

const [folder = 'dist'] = process.argv.slice(2)
const installers = readdirSync(folder).filter(name => INSTALLER.test(name))
if (installers.length === 0) throw new Error(`There is no installer in ${folder}.`)
for (const name of installers) {
  const { size } = statSync(join(folder, name))
  const isTooLarge = size > LARGEST_BYTES
  console.log(`${(size / 1e6).toFixed(1)} MB  ${name}${isTooLarge ? '  TOO LARGE' : ''}`)
  if (isTooLarge) process.exitCode = 1
}
