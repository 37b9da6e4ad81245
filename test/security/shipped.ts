import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of modules that reach the network, with and without `node:`. */
const NETWORK = /^(?:node:)?(?:net|http|https|http2|tls|dns|dns\/promises|dgram|undici|inspector)$/

/** Interfaces of a page that reach the network. */
const CALLS =
  /\bfetch\s*\(|\bnew (?:WebSocket|EventSource|RTCPeerConnection|XMLHttpRequest|WebTransport)\b|\.sendBeacon\s*\(|\bimportScripts\s*\(/g

/** What a program text loads: `import`, `export from`, `import()`, `require()`, `getBuiltinModule()`. */
export function loadedBy(text: string): string[] {
  const found = text.matchAll(
    /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bgetBuiltinModule\s*\(\s*)(["'`])([^"'`\n]+)\1/g,
  )
  return [...found].map(([, , name = '']) => name)
}

/** The network modules that a program text loads. */
export function networkModulesIn(text: string): string[] {
  return loadedBy(text).filter(name => NETWORK.test(name))
}

/** The places where a program text could send something, each with what follows it. */
export function sendersIn(text: string): string[] {
  return [...text.matchAll(CALLS)].map(({ index }) => text.slice(index, index + 40).replaceAll(/\s+/g, ' '))
}

/** Texts of all scripts below a folder, by path within it. */
export function scriptsBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return new Map(
    names
      .filter(name => /\.[cm]?js$/.test(name) && !/(?:^|[\\/])(?:tests?|node_modules)[\\/]/.test(name))
      .map(name => [name.replaceAll('\\', '/'), readFileSync(join(folder, name), 'utf8')]),
  )
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { version?: string; dependencies?: Record<string, string> } | undefined>
  >
}

/** Folders, below the root, of every package that is shipped: the dependencies and theirs. */
export function shippedPackages(root: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const found = new Set<string>()
  const add = (name: string, from: string): void => {
    const key = `${from && `${from}/`}node_modules/${name}`
    const entry = packages[key]
    if (entry === undefined) {
      if (from !== '') add(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''))
      return
    }
    if (found.has(key)) return
    found.add(key)
    for (const dependency of Object.keys(entry.dependencies ?? {})) add(dependency, key)
  }
  for (const name of Object.keys(packages['']?.dependencies ?? {})) add(name, '')
  return [...found]
}
