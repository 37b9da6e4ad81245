import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Check } from './check.ts'
import { loadedBy, networkModulesIn, scriptsBelow, sendersIn, shippedPackages } from './shipped.ts'

/** What is looked at without running it. */
export interface StaticWorld {
  readonly root: string
  /** Folder of the build. */
  readonly out: string
  /** The text of a file of the project. */
  read(path: string): string
}

export function staticWorld(root: string, out: string): StaticWorld {
  return { root, out, read: path => readFileSync(join(root, path), 'utf8') }
}

/** Major version of Electron that is still supported; raised at every release (docs/security.md, 16). */
const OLDEST_ELECTRON = 45

/**
 * What a packed program has to have, in the order of Electron's wire (build/fuses/fuses.json5 there): runAsNode,
 * cookie encryption, NODE_OPTIONS, --inspect, integrity of the archive, the archive alone, V8 snapshot of the main
 * process, privileges of file://, traps of WebAssembly.
 */
const FUSES = '010011001'
/** What stands before the fuses of every Electron: a mark, the version of the wire, and how many there are. */
const WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, FUSES.length])])
/** As Electron 45 brings them. */
const FUSES_AS_SHIPPED = '101100011'

/** Who may load a network module: the file that listens on 127.0.0.1. */
const MAY_LISTEN = 'main/browser.js'

/** Packages that hold a call for use in web pages; under Node, and here, it is not reached. */
const CALL_FOR_PAGES = ['node_modules/highs', 'node_modules/papaparse']

/** What D3's `.html()` writes. Nobody calls it, and Trusted Types would refuse it. */
const MARKUP_OF_D3 = ['""', 'value', 'v == null ? "" : v']

export const staticChecks: readonly Check<StaticWorld>[] = [
  {
    name: '15 no address is opened by another program',
    run: ({ out }) => {
      for (const [name, text] of scriptsBelow(out)) {
        assert.doesNotMatch(text, /openExternal|\bopenPath\b|\bshowItemInFolder\b/, name)
        if (name === MAY_LISTEN) continue
        assert.ok(!loadedBy(text).some(module => /^(?:node:)?child_process$/.test(module)), name)
      }
    },
  },
  {
    name: '16 one supported Electron, named exactly',
    run: ({ read }) => {
      const { devDependencies } = JSON.parse(read('package.json')) as {
        devDependencies: Record<string, string>
      }
      const version = devDependencies['electron'] ?? ''
      assert.match(version, /^\d+\.\d+\.\d+$/)
      assert.ok(Number(version.split('.')[0]) >= OLDEST_ELECTRON)
      const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> }
      assert.equal(lock.packages['node_modules/electron']?.version, version)
    },
  },
  {
    name: '19 every fuse is set',
    run: async ({ root, read }) => {
      assert.match(read('electron-builder.yml'), /^afterPack: \.\/packaging\/after-pack\.ts$/m)
      const { default: afterPack } = (await import(
        pathToFileURL(join(root, 'packaging/after-pack.ts')).href
      )) as { default: (context: unknown) => Promise<void> }
      const folder = mkdtempSync(join(tmpdir(), 'horseshoe-fuses-'))
      try {
        const program = join(folder, 'horseshoe')
        writeFileSync(program, Buffer.concat([WIRE, Buffer.from(FUSES_AS_SHIPPED)]))
        const packager = { appInfo: { productFilename: 'Horseshoe' }, executableName: 'horseshoe' }
        await afterPack({ electronPlatformName: 'linux', appOutDir: folder, packager })
        assert.equal(readFileSync(program).subarray(WIRE.length).toString(), FUSES)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  },
  {
    name: 'the workflows may only read, and take what is named exactly',
    run: ({ read }) => {
      for (const name of ['release', 'test']) {
        const workflow = read(`.github/workflows/${name}.yml`)
        assert.match(workflow, /^permissions:\n {2}contents: read\njobs:\n/m, name)
        assert.equal(workflow.match(/\bpermissions:/g)?.length, 1, name)
        const used = [...workflow.matchAll(/\buses: *(\S+)/g)].map(([, action]) => action ?? '')
        assert.ok(used.length > 0)
        for (const action of used) assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40}$/, name)
        assert.equal(workflow.match(/persist-credentials: false/g)?.length, 1, name)
        assert.match(workflow, /^ +- run: npm ci$/m, name)
        assert.doesNotMatch(workflow, /pull_request_target|npm (?:install|i)\b|\$\{\{ *github\./, name)
        // A secret stands in the environment of one step, never in a command, and never where others' code comes in.
        for (const [line] of workflow.matchAll(/^.*secrets\..*$/gm))
          assert.match(line, /^ {10}[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}$/, name)
      }
      assert.doesNotMatch(read('.github/workflows/test.yml'), /secrets\./)
    },
  },
  {
    name: 'no crash is reported, no key is left to the computer, no update fetched',
    run: ({ out }) => {
      for (const [name, text] of scriptsBelow(out)) {
        assert.doesNotMatch(text, /\bcrashReporter\b|\bsafeStorage\b|\bautoUpdater\b|electron-updater/, name)
      }
    },
  },
  {
    name: 'no inline script, style or handler in the page',
    run: ({ out }) => {
      const page = readFileSync(join(out, 'renderer/index.html'), 'utf8')
      assert.doesNotMatch(
        page,
        /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:|<base|<iframe|http-equiv/i,
      )
      assert.match(page, /<script type="module"[^>]* src="\.\/assets\//)
    },
  },
  {
    name: 'no text becomes code, and markup only what Svelte compiled',
    run: ({ out }) => {
      for (const [name, text] of scriptsBelow(join(out, 'renderer'))) {
        // zod asks with an empty function whether it may compile; the policy says no.
        assert.doesNotMatch(
          text,
          /\beval\s*\(|\bnew Function\s*\((?!""\))|document\.write|insertAdjacentHTML|outerHTML\s*=/,
          name,
        )
        const markup = [...text.matchAll(/\binnerHTML\s*=\s*([^;\n]{0,30})/g)].map(([, value = '']) => value)
        assert.deepEqual(
          markup.filter(value => !value.startsWith('create_trusted_html(') && !MARKUP_OF_D3.includes(value)),
          [],
        )
        const policies = [...text.matchAll(/\.createPolicy\(\s*"([^"]+)"/g)].map(([, policy]) => policy)
        assert.deepEqual(
          policies.filter(policy => policy !== 'svelte-trusted-html'),
          [],
        )
      }
    },
  },
  {
    name: 'layer 6: no bundle loads a network module',
    run: ({ out }) => {
      const scripts = scriptsBelow(out)
      for (const name of ['main/main.js', MAY_LISTEN, 'preload/preload.cjs'])
        assert.ok(scripts.has(name), name)
      for (const [name, text] of scripts) {
        assert.deepEqual(networkModulesIn(text), name === MAY_LISTEN ? ['node:http'] : [], name)
      }
    },
  },
  {
    name: 'layer 6: no bundle sends anything, but the page to its own host',
    run: ({ out }) => {
      for (const [name, text] of scriptsBelow(out)) {
        const senders = sendersIn(text).map(sender => /^[^"]*"[^"]*"/.exec(sender)?.[0] ?? sender)
        const allowed = name.startsWith('renderer/') ? ['fetch("/call"', 'new EventSource("/events"'] : []
        assert.deepEqual(senders, allowed, name)
      }
    },
  },
  {
    name: 'layer 6: the page hints at no address and looks up no name ahead',
    run: ({ out }) => {
      const hint = /\b(?:dns-prefetch|preconnect|prefetch|prerender|speculationrules)\b/i
      for (const [name, text] of scriptsBelow(join(out, 'renderer'))) assert.doesNotMatch(text, hint, name)
      assert.doesNotMatch(readFileSync(join(out, 'renderer/index.html'), 'utf8'), hint)
    },
  },
  {
    name: 'layer 6: no shipped package loads a network module',
    run: ({ root }) => {
      const packages = shippedPackages(root)
      assert.ok(packages.length > 20)
      for (const folder of packages) {
        let sends = 0
        for (const [name, text] of scriptsBelow(join(root, folder))) {
          assert.deepEqual(networkModulesIn(text), [], `${folder}/${name}`)
          sends += sendersIn(text).length
        }
        if (!CALL_FOR_PAGES.includes(folder)) assert.equal(sends, 0, folder)
      }
    },
  },
  {
    name: 'no map of the sources is shipped',
    run: ({ out }) => {
      for (const [name, text] of scriptsBelow(out)) assert.doesNotMatch(text, /sourceMappingURL/, name)
    },
  },
]
