import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['test/{unit,property}/**/*.test.ts'],
    setupFiles: 'test/property/seed.ts',
    globalSetup: 'test/unit/build-threads.ts',
    testTimeout: 30_000,
  },
})
