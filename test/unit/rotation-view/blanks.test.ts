import { describe, expect, it } from 'vitest'
import { within } from '../../../src-renderer/rotation/blanks/within.ts'
import { freeName } from '../../../src-renderer/rotation/free-name.ts'
import { oncePerPress } from '../../../src-renderer/rotation/once-per-press.ts'

describe('a number typed in a sentence', () => {
  const range = { minimum: 1, maximum: 8, unit: 'group' }

  it('is taken without a word where it can be', () => {
    for (const number of [1, 5, 8]) expect(within(number, 3, range)).toEqual({ number, words: '' })
  })

  it('is set to the nearest that can be, and that is told', () => {
    expect(within(99, 3, range)).toEqual({ number: 8, words: 'At most 8 groups: set to 8.' })
    expect(within(0, 3, range)).toEqual({ number: 1, words: 'At least 1 group: set to 1.' })
  })

  it('stays what it was where no whole number was typed', () => {
    for (const typed of [NaN, 2.5]) {
      expect(within(typed, 3, range)).toEqual({ number: 3, words: 'A whole number is needed: 3 stays.' })
    }
  })
})

describe('the name of something new', () => {
  it('counts on from how many there are, and passes over what is taken', () => {
    expect(freeName('Station', [])).toBe('Station 1')
    expect(freeName('Station', ['Table', 'Library'])).toBe('Station 3')
    expect(freeName('Station', ['Table', 'Station 3', 'Station 4'])).toBe('Station 5')
  })
})

describe('a button that adds', () => {
  it('adds once for a double click, and once while it is adding', async () => {
    let added = 0
    let done: () => void = () => undefined
    const add = oncePerPress(() => {
      added++
      return new Promise<void>(resolve => (done = resolve))
    })
    const click = (detail: number) => add.onclick({ detail })
    const first = click(1)
    await click(2)
    await click(0)
    expect(added).toBe(1)
    done()
    await first
    void click(2)
    expect(added).toBe(1)
    void click(0)
    expect(added).toBe(2)
  })

  it('is ready again after adding has failed', async () => {
    let tries = 0
    const add = oncePerPress(() => {
      tries++
      return Promise.reject(new Error('The disk is full.'))
    })
    await expect(add.onclick({ detail: 1 })).rejects.toThrow('full')
    await expect(add.onclick({ detail: 1 })).rejects.toThrow('full')
    expect(tries).toBe(2)
  })
})
