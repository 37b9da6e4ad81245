import { describe, expect, it } from 'vitest'
import { UnreadableFile } from '../../src-main/exchange/unreadable-file.ts'
import {
  knownTextCase,
  knownWorkbookCase,
  mutatedTextCase,
  mutatedVendorCase,
  mutatedWorkbookCase,
} from '../fuzz/cases.ts'
import { readAnything } from '../fuzz/check.ts'
import { HOSTILE } from '../fuzz/hostile.ts'

/** Runs one kind of case for each seed; a failure names the seed that repeats it. */
function fuzz(count: number, run: (seed: number) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    try {
      run(seed)
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error })
    }
  }
}

// 20,500 cases in all; `npm run fuzz -- --minutes 10` goes on from other seeds.
describe('whatever file is dropped', () => {
  it('6,500 tables of text come back as they were written', () => fuzz(6500, knownTextCase))
  it('1,200 workbooks come back as they were written', () => fuzz(1200, knownWorkbookCase))
  it('8,300 spoilt texts are read rightly or refused in words', () => fuzz(8300, mutatedTextCase))
  it('2,500 spoilt exports of every known kind say what stands in their lines, or are refused', () =>
    fuzz(2500, mutatedVendorCase))
  it('2,000 spoilt workbooks are read as they were or refused in words', () =>
    fuzz(2000, mutatedWorkbookCase))

  it.each(HOSTILE)('%s does no harm', (_, bytes, refusal) => {
    const outcome = readAnything(bytes())
    if (refusal === null) return
    expect(outcome).toBeInstanceOf(UnreadableFile)
    expect((outcome as UnreadableFile).message).toContain(refusal)
  })
})
