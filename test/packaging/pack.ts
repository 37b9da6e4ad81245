// Packs the built app for one platform or more with stubs for Electron:
// node test/packaging/pack.ts PROJECT STUBS OUTPUT linux-x64 win32-arm64 ...
import { Arch, build, Platform } from 'electron-builder'
import { join } from 'node:path'

const [projectDir = '', stubs = '', output = '', ...targets] = process.argv.slice(2)
const PLATFORMS: Readonly<Record<string, Platform>> = {
  linux: Platform.LINUX,
  win32: Platform.WINDOWS,
  darwin: Platform.MAC,
}

// Hooks are looked for from here.
process.chdir(projectDir)
const wanted = new Map<Platform, Map<Arch, string[]>>()
for (const target of targets) {
  const [platformName = '', archName = ''] = target.split('-')
  const platform = PLATFORMS[platformName]
  const arch = archName === 'arm64' ? Arch.arm64 : Arch.x64
  if (!platform) throw new Error(`${target} is no target.`)
  const archs = wanted.get(platform) ?? new Map<Arch, string[]>()
  wanted.set(platform, archs.set(arch, ['dir']))
}

await build({
  projectDir,
  targets: wanted,
  publish: 'never',
  config: {
    directories: { output },
    electronDist: ({ platformName }: { platformName: string }) => join(stubs, platformName),
    // A stub is no Windows program whose resources could be edited, and nobody signs here.
    disableAsarIntegrity: targets.every(target => target.startsWith('win32')),
    win: { signAndEditExecutable: false },
    mac: { identity: null },
  },
})
