import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SENTINEL, WIRE_VERSION } from '../../packaging/fuses.ts'

export type TargetPlatform = 'linux' | 'win32' | 'darwin'

/** The fuses as Electron 45 brings them. */
export const FUSES_AS_SHIPPED = '101100011'

const PLIST = (name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>NSAppTransportSecurity</key><dict><key>NSAllowsArbitraryLoads</key><true/></dict>
</dict></plist>
`

/** What stands where Electron's program would: bytes with a fuse wire in them. */
function programWith(fuses: string): Buffer {
  const wire = Buffer.concat([
    Buffer.from(SENTINEL),
    Buffer.from([WIRE_VERSION, fuses.length]),
    Buffer.from(fuses),
  ])
  return Buffer.concat([Buffer.from('no Electron, but its fuses: '), wire, Buffer.from(' and more')])
}

/**
 * Writes a folder that electron-builder takes for an Electron: nothing in it runs, but it is packed like the real
 * one, and its fuses are set like the real ones.
 */
export function writeStubElectron(
  folder: string,
  platform: TargetPlatform,
  fuses: string = FUSES_AS_SHIPPED,
): void {
  const put = (path: string, content: string | Buffer) => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    chmodSync(file, 0o755)
  }
  put('version', '45.4.1')
  put('LICENSE', 'Electron')
  put('LICENSES.chromium.html', 'Chromium')
  if (platform === 'darwin') return putMac(folder, put, fuses)
  put(platform === 'win32' ? 'electron.exe' : 'electron', programWith(fuses))
  for (const language of ['en-US', 'de', 'fr']) put(`locales/${language}.pak`, language)
  put('resources/empty', '')
}

function putMac(folder: string, put: (path: string, content: string | Buffer) => void, fuses: string): void {
  const contents = 'Electron.app/Contents'
  put(`${contents}/Info.plist`, PLIST('Electron'))
  put(`${contents}/MacOS/Electron`, 'no Electron')
  put(`${contents}/Resources/electron.icns`, '')
  for (const language of ['en', 'de']) put(`${contents}/Resources/${language}.lproj/locale.pak`, language)
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  const version = `${framework}/Versions/A`
  put(`${version}/Electron Framework`, programWith(fuses))
  for (const language of ['en', 'de']) put(`${version}/Resources/${language}.lproj/locale.pak`, language)
  symlinkSync('A', join(folder, framework, 'Versions/Current'))
  for (const name of ['Electron Framework', 'Resources'])
    symlinkSync(`Versions/Current/${name}`, join(folder, framework, name))
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const name = `Electron Helper${kind}`
    put(`${contents}/Frameworks/${name}.app/Contents/Info.plist`, PLIST(name))
    put(`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`, 'no helper')
  }
}
