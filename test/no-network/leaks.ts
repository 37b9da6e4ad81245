// Leaks planted on purpose, to see that the probes catch each: node test/no-network/leaks.ts [--traced]. Meant to
// run where there is no network, so that nothing gets anywhere.
import assert from 'node:assert/strict'
import { chromium } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { runChecks, tellResults, type Check } from '../security/check.ts'
import { askedByPage, foreignIn } from './net-log.ts'
import { sendingsIn } from './trace.ts'
import { startTracedHost } from './traced-host.ts'

const isTraced = process.argv.includes('--traced')

/**
 * Leaks of the host, each to an address or name of its own (RFC 5737: nobody's), and what the trace has to show.
 * A name travels in pieces, each behind its length.
 */
const IN_HOST: Readonly<Record<string, readonly [code: string, sign: RegExp]>> = {
  'node:net': ['net.connect(9, "198.51.100.1").on("error", no)', /198\.51\.100\.1"/],
  'node:http': ['http.get("http://198.51.100.2/").on("error", no)', /198\.51\.100\.2"/],
  'node:https': ['https.get("https://198.51.100.3/").on("error", no)', /198\.51\.100\.3"/],
  'node:tls': ['tls.connect(443, "198.51.100.4").on("error", no)', /198\.51\.100\.4"/],
  'node:dgram': [
    'dgram.createSocket("udp4").on("error", no).send("x", 9, "198.51.100.5", no)',
    /198\.51\.100\.5"/,
  ],
  fetch: ['fetch("http://198.51.100.6/").catch(no)', /198\.51\.100\.6"/],
  'node:http2': ['http2.connect("http://198.51.100.7").on("error", no)', /198\.51\.100\.7"/],
  'a look-up by the computer': ['dns.lookup("leaklookup.example", no)', /htons\(53\)/],
  'a look-up by Node': ['dns.resolve4("leakresolve.example", no)', /leakresolve|htons\(53\)/],
}

const MODULES = ['net', 'http', 'https', 'tls', 'dgram', 'http2', 'dns']

/** A module that does one thing that must not be done. */
function moduleWith(code: string): string {
  const imports = MODULES.map(name => `import ${name} from 'node:${name}'`).join('\n')
  return `data:text/javascript,${encodeURIComponent(`${imports}\nconst no = () => undefined\n${code}\n`)}`
}

/** Leaks of a page whose content security policy was taken away. */
const IN_PAGE: readonly string[] = [
  'fetch',
  'image',
  'prefetch',
  'style',
  'websocket',
  'events',
  'beacon',
  'frame',
]

async function leakFromPage(executablePath: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-net-log-'))
  const log = join(folder, 'log.json')
  const host = await startTracedHost(false)
  const browser = await chromium.launch({
    executablePath,
    args: [...BROWSER_ARGUMENTS, `--log-net-log=${log}`],
  })
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  await page.goto(host.url)
  await page.evaluate(async names => {
    const at = (name: string) => `https://${name}.leak.example/`
    const link = (rel: string, href: string) =>
      document.head.append(Object.assign(document.createElement('link'), { rel, href }))
    const failed = (what: EventTarget) => new Promise(resolve => what.addEventListener('error', resolve))
    link('prefetch', at('prefetch'))
    navigator.sendBeacon(at('beacon'), 'names')
    document.body.append(Object.assign(document.createElement('iframe'), { src: at('frame') }))
    link('stylesheet', at('style'))
    await Promise.all([
      failed(Object.assign(new Image(), { src: at('image') })),
      failed(new WebSocket(at('websocket').replace('https', 'wss'))),
      failed(new EventSource(at('events'))),
      fetch(at('fetch')).catch(() => null),
    ])
    return names.length
  }, IN_PAGE)
  await browser.close()
  await host.end()
  const { origin } = new URL(host.url)
  const foreign = foreignIn(askedByPage(log, origin), origin)
  rmSync(folder, { recursive: true, force: true })
  return foreign
}

const noTrace = isTraced ? undefined : 'there is no strace'
const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')

const hostChecks: Check<string>[] = Object.entries(IN_HOST).map(([name, [, sign]]) => ({
  name: `a planted leak is caught: ${name}`,
  skip: noTrace,
  run: trace => assert.match(sendingsIn(trace).join('\n'), sign),
}))
const results = []
if (isTraced) {
  const all = Object.values(IN_HOST).map(([code]) => code)
  const host = await startTracedHost(true, moduleWith(all.join('\n')))
  results.push(...(await runChecks(hostChecks, (await host.end()) ?? '')))
} else {
  results.push(...(await runChecks(hostChecks, '')))
}
const foreign = await leakFromPage(executablePath)
results.push(
  ...(await runChecks(
    IN_PAGE.map(name => ({
      name: `a planted leak is caught: ${name} in the page`,
      run: (urls: string[]) =>
        assert.ok(
          urls.some(url => url.includes(`${name}.leak.example`)),
          urls.join(', '),
        ),
    })),
    foreign,
  )),
)
tellResults(results)
process.exit(0)
