import fs, { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import http, { request, type IncomingHttpHeaders, type Server } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MIGRATIONS } from '../../src-main/storage/migrate.ts'
import { openDatabase } from '../../src-main/storage/open-database.ts'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The browser host after its start, and a way to ask it anything. */
export interface BrowserWorld {
  readonly out: string
  readonly data: string
  readonly server: Server
  /** What it printed. */
  readonly printed: string
  readonly url: string
  readonly port: number
  /** `127.0.0.1:PORT` */
  readonly address: string
  /** `name=value`, from exchanging the one-time address. */
  readonly cookie: string
  /** The answer to a token that is not the one, before that was used. */
  readonly wrongToken: Reply
  /** The first answer to the one-time address. */
  readonly exchange: Reply
  /** Network modules that were loaded by the build's own files. */
  readonly networkModules: readonly string[]
  /** From now on every connection of this computer is of that user, as Linux tells it; null = of whom it is. */
  pretendUser(user: number | null): void
  ask(path: string, headers?: Record<string, string>, method?: string, body?: string): Promise<Reply>
  /** Asks with the cookie and as the own page. */
  askAsOwn(path: string, method?: string, body?: string): Promise<Reply>
}

/** Starts the built browser host in this process, on a database of an earlier version in a folder open to all. */
export async function startBrowserHost(out: string): Promise<BrowserWorld | Error> {
  const data = mkdtempSync(join(tmpdir(), 'horseshoe-security-'))
  process.on('exit', () => rmSync(data, { recursive: true, force: true }))
  const folder = join(data, 'data')
  // As careless as a computer may be: whatever is made without a mode can be read by everybody.
  process.umask(0)
  mkdirSync(folder, { mode: 0o777 })
  const database = join(folder, 'horseshoe.db')
  openDatabase(database, MIGRATIONS.slice(0, 1)).close()
  chmodSync(database, 0o644)

  let server: Server | undefined
  let pretended: number | null = null
  const { readFileSync } = fs
  fs.readFileSync = ((...given: Parameters<typeof readFileSync>) => {
    const read = readFileSync(...given)
    const isList = typeof read === 'string' && /^\/proc\/net\/tcp6?$/.test(String(given[0]))
    if (!isList || pretended === null) return read
    // The eighth word of a line is the user.
    return read.replaceAll(/^((?: *\S+){7} +)\d+/gm, `$1${pretended}`)
  }) as typeof readFileSync
  const { createServer } = http
  http.createServer = ((...given: Parameters<typeof createServer>) =>
    (server = createServer(...given))) as typeof createServer
  syncBuiltinESMExports()
  const printed = await printedBy(() => {
    process.argv.splice(2, process.argv.length, '--no-open', '--data', folder)
    return import(pathToFileURL(join(out, 'main/browser.js')).href)
  })
  http.createServer = createServer
  syncBuiltinESMExports()
  const url = /Horseshoe is ready at (\S+)/.exec(printed)?.[1]
  if (url === undefined || !server) return new Error(`The host did not start: ${printed}`)
  const { port, host: address, pathname, search } = new URL(url)

  const ask: BrowserWorld['ask'] = (path, headers = {}, method = 'GET', body = '') =>
    answerTo({ port: Number(port), path, method, headers: { Host: address, ...headers } }, body)
  const wrongToken = await ask(`${pathname}?token=${'A'.repeat(43)}`)
  const exchange = await ask(pathname + search)
  const given = exchange.headers['set-cookie'] ?? wrongToken.headers['set-cookie']
  const cookie = given?.[0]?.split(';')[0] ?? ''
  const loaded = (globalThis as { networkModules?: string[] }).networkModules ?? []
  return {
    out,
    data: folder,
    server,
    printed,
    url,
    port: Number(port),
    address,
    cookie,
    wrongToken,
    exchange,
    pretendUser: user => void (pretended = user),
    networkModules: loaded.filter(line => line.includes(pathToFileURL(out).href)),
    ask,
    askAsOwn: (path, method = 'GET', body = '') =>
      ask(
        path,
        {
          Cookie: cookie,
          'Sec-Fetch-Site': 'same-origin',
          ...(method === 'POST' && { Origin: `http://${address}`, 'Content-Type': 'application/json' }),
        },
        method,
        body,
      ),
  }
}

async function printedBy(start: () => Promise<unknown>): Promise<string> {
  const { log, error } = console
  let printed = ''
  console.log = console.error = (text: unknown) => void (printed += `${String(text)}\n`)
  try {
    await start()
  } catch (thrown) {
    printed += String(thrown)
  } finally {
    console.log = log
    console.error = error
  }
  return printed
}

/** fetch would not let a check say another Host. */
function answerTo(options: http.RequestOptions, body: string): Promise<Reply> {
  return new Promise((answered, fail) => {
    request({ host: '127.0.0.1', agent: false, ...options }, response => {
      let text = ''
      const done = () => answered({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        // A stream of events has no end; its first words are enough.
        if (response.headers['content-type'] === 'text/event-stream') done()
      })
      response.on('end', done)
      response.on('error', fail)
    })
      .on('error', fail)
      .end(body)
  })
}
