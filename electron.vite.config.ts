import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { collectLicences } from './packaging/licences.ts'

const at = (path: string) => resolve(import.meta.dirname, path)

/** SHA-256 of the database's binary for each platform, for hosts/electron/native-binding.ts. */
function nativeBindingHashes(): Record<string, string> {
  const folder = at('node_modules/better-sqlite3/prebuilds')
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return Object.fromEntries(readdirSync(folder).map(name => [name, hash(name)]))
}

/**
 * Three bundles. `main` holds the two hosts and the worker threads (ESM, dependencies left outside);
 * `preload` is CommonJS, because a sandboxed preload cannot be a module; `renderer` is static files
 * that either host serves.
 */
export default defineConfig({
  main: {
    define: { NATIVE_BINDING_HASHES: JSON.stringify(nativeBindingHashes()) },
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          main: at('src-main/hosts/electron/main.ts'),
          browser: at('src-main/hosts/browser/main.ts'),
          'grouping-worker': at('src-main/application/grouping-worker.ts'),
          'reading-worker': at('src-main/application/reading-worker.ts'),
          'sealing-worker': at('src-main/application/sealing-worker.ts'),
          'rotation-worker': at('src-main/application/rotation-worker.ts'),
          'keeping-worker': at('src-main/application/keeping/keeping-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: at('src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    base: './',
    plugins: [svelte(), collectLicences(at('.'), at('out/licences.json'))],
    build: {
      outDir: at('out/renderer'),
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: at('src-renderer/index.html') },
    },
  },
})
