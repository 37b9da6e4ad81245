import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['test/{unit,property}/**/*.test.ts'],
    setupFiles: 'test/property/seed.ts',
    globalSetup: 'test/unit/build-threads.ts',
    // Ends what hangs. No test is judged by how long it takes: that depends on the computer.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
