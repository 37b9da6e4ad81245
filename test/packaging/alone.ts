import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Input, OperationName, Output } from '../../src-main/contract/contract.ts'
import type { Answer } from '../../src-main/contract/problem.ts'
import { writeWorkbook } from '../unit/exchange/write-workbook.ts'

const LONGEST_MILLISECONDS = 300_000
const PASSPHRASE = 'four unrelated words: heron, ladle, moss'
const WORKBOOK = writeWorkbook([
  {
    name: 'Autumn',
    rows: [
      ['Name', 'Fractions', 'Inference'],
      ['Amina Yusuf', 85, 3],
      ['Ben Carter', 40, 2],
    ],
  },
])

/** The program's own environment: nothing of the project's, so that nothing of it is found by accident. */
const environment = { ...process.env, NODE_PATH: undefined, NODE_OPTIONS: undefined }

/** The nearest `node_modules` above a folder, where a package that is missing inside would be found. */
export function modulesAbove(folder: string): string | null {
  for (let parent = dirname(folder); parent !== dirname(parent); parent = dirname(parent)) {
    if (existsSync(join(parent, 'node_modules'))) return join(parent, 'node_modules')
  }
  return null
}

/**
 * Starts an unpacked program in browser-host mode and does with it what needs every worker and every library:
 * serve the window, open a database, group, read a workbook, write one, seal a class.
 *
 * @throws Error that says what did not work
 */
export async function useAlone(program: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'horseshoe-packaged-'))
  const child = spawn(process.execPath, ['out/main/browser.js', '--no-open', '--data', data], {
    cwd: program,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const window = await openWindow(await ready(child))
    await window.looks()
    const call = window.call
    const { planId, classId } = await call('createSampleClass', {})
    const { groups } = await call('readPlan', { planId })
    await call('moveStudents', {
      planId,
      studentIds: groups[0].members.slice(0, 1).map(({ studentId }) => studentId),
      groupId: groups[1].id,
    })
    const outcome = await call('proposeGroups', { planId })
    if (outcome.kind !== 'grouped' || outcome.proof.kind !== 'proven')
      throw new Error(`The groups are not proven: ${JSON.stringify(outcome)}`)
    const preview = await call('previewImport', {
      fileName: 'Room 12.xlsx',
      content: Buffer.from(WORKBOOK).toString('base64'),
      classId: null,
      choices: {},
    })
    if (preview.effect?.newStudents !== 2) throw new Error('The workbook was not read.')
    await call('previewImport', {
      fileName: 'Room 12.csv',
      content: Buffer.from('Name,Fractions\nAmina,3').toString('base64'),
      classId: null,
      choices: {},
    })
    await call('exportGroups', { planId, kind: 'workbook' })
    await call('sealClass', { classId, passphrase: PASSPHRASE })
    child.kill('SIGTERM')
    const code = await gone(child)
    // Windows has no signals: there it is simply ended.
    if (code !== 0 && process.platform !== 'win32') throw new Error(`It ended with ${String(code)}.`)
  } finally {
    child.kill('SIGKILL')
    await gone(child)
    rmSync(data, { recursive: true, force: true })
  }
}

/**
 * Loads what only Electron's host needs, with a stand-in for Electron: `electron-store`, and what it brings.
 *
 * @throws Error with what Node said
 */
export async function loadStore(program: string): Promise<void> {
  const stand = join(program, 'node_modules/electron')
  mkdirSync(stand, { recursive: true })
  writeFileSync(join(stand, 'package.json'), '{"name":"electron","main":"index.js"}')
  writeFileSync(
    join(stand, 'index.js'),
    'module.exports = { app: undefined, ipcMain: undefined, ipcRenderer: undefined, shell: undefined }',
  )
  const child = spawn(process.execPath, ['--input-type=module', '-e', "await import('electron-store')"], {
    cwd: program,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const code = await gone(child)
  rmSync(stand, { recursive: true })
  if (code !== 0) throw new Error(said)
}

function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(done => child.once('exit', code => done(code)))
}

function ready(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((found, fail) => {
    const timer = setTimeout(() => fail(new Error(`It did not start. ${said}`)), LONGEST_MILLISECONDS)
    const hear = (data: Buffer) => {
      said += data.toString()
      const url = /Horseshoe is ready at (\S+)/.exec(said)?.[1]
      if (!url) return
      clearTimeout(timer)
      found(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', code => {
      clearTimeout(timer)
      fail(new Error(`It ended with ${String(code)}. ${said}`))
    })
  })
}

/** What a browser does: take the cookie, load the page and all it names, call operations. */
async function openWindow(url: string) {
  const { origin } = new URL(url)
  const entered = await fetch(url, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error('No cookie was given.')
  const get = async (path: string) => {
    const response = await fetch(new URL(path, origin), { headers: { cookie } })
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}.`)
    return response.text()
  }
  return {
    async looks(): Promise<void> {
      const page = await get('/')
      const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path)
      if (!named.some(path => path.endsWith('.js'))) throw new Error('The page names no script.')
      for (const path of named) await get(path)
    },
    async call<N extends OperationName>(operation: N, input: Input<N>): Promise<Output<N>> {
      const response = await fetch(new URL('/call', origin), {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify({ operation, input }),
        signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
      })
      const answer = (await response.json()) as Answer<Output<N>>
      if (!answer.ok) throw new Error(`${operation}: ${answer.problem.message}`)
      return answer.value
    },
  }
}
