import { ESLint } from 'eslint'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')
const eslint = new ESLint({ cwd: ROOT })

/** Whether the linter refuses an import written into a file that is there. */
async function refuses(file: string, imported: string): Promise<boolean> {
  const [result] = await eslint.lintText(`import '${imported}'\n`, { filePath: resolve(ROOT, file) })
  return result?.messages.some(message => message.ruleId === 'no-restricted-imports') ?? false
}

describe('layers point one way: the linter refuses', () => {
  it.each([
    ['src-main/grouping/fit.ts', '../storage/ledger.ts'],
    ['src-main/grouping/fit.ts', 'node:fs'],
    ['src-main/grouping/fit.ts', '../rotation/minutes.ts'],
    ['src-main/rotation/minutes.ts', '../grouping/random.ts'],
    ['src-main/rotation/minutes.ts', '../contract/ids.ts'],
    ['src-main/rotation/minutes.ts', 'node:fs'],
    ['src-main/exchange/decode.ts', '../grouping/fit.ts'],
    ['src-main/exchange/decode.ts', '../rotation/minutes.ts'],
    ['src-main/storage/ledger.ts', '../rotation/minutes.ts'],
    ['src-main/contract/ids.ts', '../rotation/minutes.ts'],
    ['src-main/exchange/decode.ts', '../contract/ids.ts'],
    ['src-main/storage/ledger.ts', '../application/context.ts'],
    ['src-main/application/context.ts', '../hosts/browser/server.ts'],
    ['src-main/application/context.ts', 'electron'],
    ['src-main/application/context.ts', 'node:https'],
    ['src-main/contract/ids.ts', '../storage/ledger.ts'],
    ['src-renderer/state/door.ts', '../../src-main/application/context.ts'],
    ['src-renderer/state/door.ts', '../../src-main/rotation/minutes.ts'],
    ['src-renderer/state/door.ts', 'electron'],
    ['src-renderer/state/door.ts', '../rotation/cell-words.ts'],
    ['src-renderer/state/presenting/cue.ts', '../../present/fit.ts'],
    ['src-renderer/state/door.ts', '../print/week/missing.ts'],
    ['src-renderer/state/door.ts', '../components/Dialog.svelte'],
    ['src-renderer/design/words.ts', '../state/door.ts'],
  ])('in %s an import of %s', async (file, imported) => {
    expect(await refuses(file, imported)).toBe(true)
  })

  it.each([
    ['src-main/application/context.ts', '../storage/ledger.ts'],
    ['src-main/application/context.ts', '../rotation/minutes.ts'],
    ['src-renderer/state/door.ts', '../../src-main/contract/ids.ts'],
    ['src-renderer/rotation/remarks.ts', '../state/rotation.svelte.ts'],
    ['src-renderer/state/door.ts', '../design/words.ts'],
    ['src-renderer/state/presenting/cue.ts', '../rotation.svelte.ts'],
    ['src-main/hosts/browser/server.ts', 'node:http'],
  ])('but not in %s an import of %s', async (file, imported) => {
    expect(await refuses(file, imported)).toBe(false)
  })
})
