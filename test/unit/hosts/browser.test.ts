import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Application } from '../../../src-main/application/application.ts'
import { LIMITS, Pace, type Limits } from '../../../src-main/hosts/browser/limits.ts'
import { serve } from '../../../src-main/hosts/browser/server.ts'

describe('the pace of requests', () => {
  it('allows as many at once as agreed, and then as many as the time has brought', () => {
    const pace = new Pace(3, 10, 0)
    expect([0, 0, 0, 0].map(now => pace.allows(now))).toEqual([true, true, true, false])
    expect([99, 100, 150].map(now => pace.allows(now))).toEqual([false, true, false])
  })

  it('never holds more than the agreed number, however long nobody asked', () => {
    const pace = new Pace(2, 10, 0)
    expect([60_000, 60_000, 60_000].map(now => pace.allows(now))).toEqual([true, true, false])
  })
})

const application: Application = {
  call: () => Promise.resolve({ ok: true, value: null }),
  onEvent: () => () => undefined,
  tell: () => undefined,
  close: () => Promise.resolve(),
}

async function withHost(limits: Partial<Limits>, use: (port: number) => Promise<void>): Promise<void> {
  const host = await serve(application, new Map(), 0, { ...LIMITS, ...limits })
  try {
    await use(host.port)
  } finally {
    await host.close()
  }
}

/** What comes back until the host hangs up. */
function sent(port: number, bytes: string): Promise<string> {
  return new Promise(done => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data: Buffer) => (answer += data.toString()))
    socket.on('error', () => done(answer))
    socket.on('close', () => done(answer))
  })
}

describe('the host on 127.0.0.1', () => {
  it('hangs up on a head that does not come to its end', async () => {
    await withHost({ headMilliseconds: 50 }, async port => {
      expect(await sent(port, 'GET / HTTP/1.1\r\nHost: ')).toMatch(/^HTTP\/1\.1 408 /)
    })
  })

  it('hangs up on a body that does not come to its end', async () => {
    await withHost({ headMilliseconds: 50, requestMilliseconds: 60 }, async port => {
      const head = `POST /call HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 10\r\n\r\n{`
      expect(await sent(port, head)).toMatch(/HTTP\/1\.1 4\d\d /)
    })
  })

  it('takes no more connections than agreed', async () => {
    await withHost({ connections: 1 }, async port => {
      const first = connect(port, '127.0.0.1')
      await new Promise(resolve => first.on('connect', resolve))
      expect(await sent(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toBe('')
      first.destroy()
    })
  })
})
