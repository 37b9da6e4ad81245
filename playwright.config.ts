import { defineConfig } from '@playwright/test'

/** The same specs against both hosts. The electron project needs a runtime; without one its tests are skipped by name. */
export default defineConfig<{ host: 'browser' | 'electron' }>({
  testDir: 'test/end-to-end',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // Ends what hangs. No spec is judged by how long it takes: that depends on the computer.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['dot'], ['json', { outputFile: 'test-results/end-to-end.json' }]],
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    { name: 'electron', use: { host: 'electron' } },
  ],
})
