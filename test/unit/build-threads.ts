import { basename, resolve } from 'node:path'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '../..')
const NAMES = [
  'grouping-worker',
  'reading-worker',
  'sealing-worker',
  'rotation-worker',
  'keeping/keeping-worker',
] as const

/**
 * Bundles the worker threads before the unit tests, as they ship. Started from TypeScript each of them would load the
 * WebAssembly that strips its types, and V8 aborts the process once in some hundred of such threads
 * (`jit_page.has_value()`; github.com/nodejs/node/issues/64500).
 */
export async function setup(): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: true,
      target: 'node24',
      outDir: resolve(ROOT, 'test-results/threads'),
      rolldownOptions: {
        input: Object.fromEntries(
          NAMES.map(name => [basename(name), resolve(ROOT, `src-main/application/${name}.ts`)]),
        ),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
}
