import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Application } from '../../application/application.ts'
import type { WindowFile } from '../window-files.ts'
import { HEADERS, refusalOf } from './gate.ts'
import { LIMITS, Pace, type Limits } from './limits.ts'
import { isOfAnotherUser } from './peer.ts'
import { Session } from './session.ts'

const HEARTBEAT_MILLISECONDS = 15_000

export interface BrowserHost {
  /** The URL to open, with the token that is good once. */
  readonly url: string
  readonly port: number
  /** Ends every connection. */
  close(): Promise<void>
}

/**
 * Serves the application and its window on 127.0.0.1 alone.
 *
 * @param port 0 = any that is free
 * @param limits how much may be asked of it
 * @throws Error with `code` EADDRINUSE when the port is taken
 */
export async function serve(
  application: Application,
  files: ReadonlyMap<string, WindowFile>,
  port: number,
  limits: Limits = LIMITS,
): Promise<BrowserHost> {
  const streams = new Set<ServerResponse>()
  const newPace = () => new Pace(limits.requestsAtOnce, limits.requestsPerSecond, performance.now())
  // Each their own, so that no stranger can use up what the window may ask.
  const pace = { ofWindow: newPace(), ofStrangers: newPace() }
  const options = {
    maxHeaderSize: limits.headBytes,
    headersTimeout: limits.headMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: limits.headMilliseconds,
  }
  const server = createServer(options, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error('request failed', error instanceof Error ? error.name : typeof error)
      if (!response.headersSent) reply(response, 500, 'The request could not be answered.')
    })
  })
  server.maxConnections = limits.connections
  await listening(server, port)
  const actual = (server.address() as AddressInfo).port
  server.on('connection', socket => {
    if (isOfAnotherUser(socket.remotePort ?? 0, actual)) socket.destroy()
  })
  const address = `127.0.0.1:${actual}`
  const session = new Session(actual)

  const stopTelling = application.onEvent(event => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const heartbeat = setInterval(() => {
    for (const stream of streams) stream.write(': still here\n\n')
  }, HEARTBEAT_MILLISECONDS)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isAdmitted = session.admits(request)
    const ownPace = isAdmitted ? pace.ofWindow : pace.ofStrangers
    if (!ownPace.allows(performance.now())) return reply(response, 429, 'Too many requests. Wait a moment.')
    const refusal = refusalOf(request, address)
    if (refusal) return reply(response, refusal.status, refusal.text)
    const url = new URL(request.url ?? '/', `http://${address}`)
    const token = url.searchParams.get('token')
    if (request.method === 'GET' && url.pathname === '/' && token !== null) {
      const cookie = isAdmitted ? undefined : session.exchange(token)
      if (cookie === null) return reply(response, 403, USED_TOKEN)
      response.writeHead(303, { ...HEADERS, Location: '/', ...(cookie && { 'Set-Cookie': cookie }) }).end()
      return
    }
    if (!isAdmitted) return reply(response, 403, NO_TOKEN)
    if (request.method === 'POST' && url.pathname === '/call') return answerCall(request, response)
    if (request.method === 'GET' && url.pathname === '/events') return stream(response)
    const file =
      request.method === 'GET' ? files.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined
    if (!file) return reply(response, 404, 'There is nothing here.')
    response.writeHead(200, { ...HEADERS, 'Content-Type': file.type }).end(file.body)
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers['content-type'] !== 'application/json') return reply(response, 415, 'JSON only.')
    const body = await readBody(request, limits.bodyBytes)
    if (body === null) {
      // What is left of it is not read: the connection ends with the answer.
      response.shouldKeepAlive = false
      return reply(response, 413, 'The request is too large.')
    }
    const call = parseCall(body)
    if (!call) return reply(response, 400, 'Not a call.')
    const answer = await application.call(call.operation, call.input)
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
  }

  function stream(response: ServerResponse): void {
    if (streams.size >= limits.listeners) return reply(response, 429, 'Too many windows are open.')
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' })
    response.write(': here\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  return {
    url: `http://${address}/?token=${session.token}`,
    port: actual,
    async close() {
      stopTelling()
      clearInterval(heartbeat)
      for (const open of streams) open.end()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

const NO_TOKEN =
  'Horseshoe runs, but this window was not opened by it. Use the window that is open, or close Horseshoe and start it again.'
const USED_TOKEN =
  'This address was used already. Use the window that is open, or close Horseshoe and start it again.'

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

/** The body as text; null when it is larger than allowed, as it says or as it turns out. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseCall(body: string): { operation: string; input: unknown } | null {
  let call: unknown
  try {
    call = JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  if (typeof call !== 'object' || call === null || !('operation' in call) || !('input' in call)) return null
  return typeof call.operation === 'string' ? { operation: call.operation, input: call.input } : null
}
