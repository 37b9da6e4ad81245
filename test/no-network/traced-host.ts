import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ended } from '../end-to-end/program.ts'
import { TRACED_CALLS } from './trace.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TRACE = ['-D', '-f', '-qq', '-s', '256', '-e', `trace=${TRACED_CALLS}`, '-o']

export interface TracedHost {
  readonly url: string
  /** Ends the host. Gives all that it and its threads connected or sent to; null when there is no strace. */
  end(): Promise<string | null>
}

/**
 * Starts the browser host on new data, under strace where it is there.
 *
 * @param planted a module that the process loads first
 */
export async function startTracedHost(isTraced: boolean, planted?: string): Promise<TracedHost> {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-trace-'))
  const trace = join(folder, 'trace')
  const program = [
    process.execPath,
    ...(planted === undefined ? [] : ['--import', planted]),
    join(ROOT, 'out/main/browser.js'),
    '--no-open',
    '--data',
    join(folder, 'data'),
  ]
  const [command = '', ...args] = isTraced ? ['strace', ...TRACE, trace, ...program] : program
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  const url = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      const ready = /Horseshoe is ready at (\S+)/.exec(output)?.[1]
      if (ready !== undefined) found(ready)
    })
    child.on('exit', code => fail(new Error(`The host ended with ${String(code)}.`)))
  })
  return {
    url,
    async end() {
      child.kill('SIGTERM')
      await ended(child)
      const written = isTraced ? readFileSync(trace, 'utf8') : null
      rmSync(folder, { recursive: true, force: true })
      return written
    },
  }
}
