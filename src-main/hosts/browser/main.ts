import Conf from 'conf'
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { placeOf } from '../../application/log.ts'
import { openOrRecover } from '../../application/open-or-recover.ts'
import { toProblem } from '../../application/problems.ts'
import { logCrashes, RingLog } from '../ring-log.ts'
import {
  defaultDataDirectory,
  makeDataDirectory,
  openSettings,
  SETTINGS_OPTIONS,
  settingsIn,
  type StoredSettings,
} from '../settings-schema.ts'
import { readWindowFiles } from '../window-files.ts'
import { outliveWriteLimits } from '../write-limit.ts'
import { serve } from './server.ts'
import { version } from '../../../package.json'

/** Opens the person's own browser; where there is none the printed address is enough. */
function openBrowser(url: string): void {
  const [command, ...before] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler']
      : process.platform === 'darwin'
        ? ['open']
        : ['xdg-open']
  if (command === undefined) return
  const opener = spawn(command, [...before, url], { stdio: 'ignore', detached: true })
  opener.on('error', () => console.error('No browser could be opened; open the address above yourself.'))
  opener.unref()
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      fail(`--port: ${values.port ?? ''} is not a port.`)
    return { data: values.data, port, open: !values['no-open'] }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : ''}\nKnown: --data DIR, --port N, --no-open`)
  }
}

async function main(): Promise<void> {
  const { data, port, open } = readArguments()
  const dataDirectory = data ?? defaultDataDirectory(process.platform, process.env)
  const log = new RingLog(dataDirectory)
  const application = (() => {
    try {
      makeDataDirectory(dataDirectory)
      return openOrRecover({
        dataDirectory,
        settings: settingsIn(
          openSettings(() => new Conf<StoredSettings>({ ...SETTINGS_OPTIONS, cwd: dataDirectory })),
        ),
        host: 'browser',
        version,
        groupingWorker: new URL('./grouping-worker.js', import.meta.url),
        readingWorker: new URL('./reading-worker.js', import.meta.url),
        sealingWorker: new URL('./sealing-worker.js', import.meta.url),
        rotationWorker: new URL('./rotation-worker.js', import.meta.url),
        licencesFile: new URL('../licences.json', import.meta.url),
        log,
        keepingWorker: new URL('./keeping-worker.js', import.meta.url),
      })
    } catch (error) {
      const { code, message, remedy } = toProblem(error)
      const place = placeOf(error)
      log.write({ event: 'problem', code, place })
      return fail(`${message} ${remedy}\n(${code}: ${place})`)
    }
  })()
  log.write({ event: 'start', version })
  logCrashes(log, placeOf)
  outliveWriteLimits()
  const files = readWindowFiles(new URL('../renderer/', import.meta.url))
  const host = await serve(application, files, port).catch(async (error: unknown) => {
    await application.close()
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    return fail(
      taken
        ? `Port ${port} is taken. Leave --port away, or choose another.`
        : `Cannot listen on port ${port}.`,
    )
  })

  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void host
      .close()
      .then(() => application.close())
      .then(() => log.write({ event: 'end' }))
      .then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)

  console.log(`Horseshoe is ready at ${host.url}`)
  const hasScreen =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  if (open && hasScreen && !process.env['CI']) openBrowser(host.url)
}

await main()
