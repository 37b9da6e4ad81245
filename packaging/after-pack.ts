import type { AfterPackContext } from 'electron-builder'
import { join } from 'node:path'
import { setFuses } from './fuses.ts'

/** Where the fuses of a packed program are. */
export function fusesFile(
  platform: string,
  folder: string,
  names: { product: string; executable: string },
): string {
  if (platform === 'win32') return join(folder, `${names.product}.exe`)
  if (platform === 'linux') return join(folder, names.executable)
  const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework'
  return join(folder, `${names.product}.app`, framework)
}

/** Called by electron-builder when everything is in its place and nothing is signed yet. */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { electronPlatformName: platform, appOutDir, packager } = context
  const product = packager.appInfo.productFilename
  const { executableName } = packager as { executableName?: string }
  await setFuses(fusesFile(platform, appOutDir, { product, executable: executableName ?? product }))
}
