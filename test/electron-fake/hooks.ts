// Loaded with --import before the program: `electron` is the fake, and every network module that is asked for is
// written down.
import { registerHooks } from 'node:module'

const NETWORK = [
  'net',
  'http',
  'https',
  'http2',
  'tls',
  'dns',
  'dns/promises',
  'dgram',
  'inspector',
  'undici',
]

const noted: string[] = []
Object.assign(globalThis, { networkModules: noted })

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') {
      const isPreload = context.parentURL?.endsWith('/preload.cjs') ?? false
      const file = isPreload ? './preload.ts' : './main.ts'
      return { url: new URL(file, import.meta.url).href, shortCircuit: true }
    }
    if (NETWORK.includes(specifier.replace(/^node:/, ''))) {
      noted.push(`${specifier} by ${context.parentURL ?? 'the start'}`)
    }
    return next(specifier, context)
  },
})
