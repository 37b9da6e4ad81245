import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface WindowFile {
  readonly body: Buffer
  readonly type: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/**
 * Reads every file of the window's bundle once: a fixed map from path to content. A request can name what is
 * in the map and nothing else, so there is no path to climb out of.
 *
 * @param folder the built renderer
 * @returns keys such as `/index.html`, `/assets/index-1a2b.js`
 */
export function readWindowFiles(folder: URL): ReadonlyMap<string, WindowFile> {
  const files = new Map<string, WindowFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || !type) continue
    const path = join(entry.parentPath, entry.name)
    const key = `/${new URL(`file://${path}`).href.slice(folder.href.length)}`
    files.set(key, { body: readFileSync(path), type })
  }
  return files
}

/**
 * The content security policy of the window, as a response header. Nothing is allowed but the app's own files.
 *
 * @param connect where scripts may send to: nowhere under Electron, to the own origin in the browser host
 */
export function contentSecurityPolicy(connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html',
  ].join('; ')
}
