import { describe, expect, it } from 'vitest'
import { isolated } from '../../../src-main/contract/isolated.ts'
import { listed, listedAsWritten } from '../../../src-renderer/design/words.ts'

const NOA = 'נועה ב.'
const ALI = 'علي 12'
const FATIMA = 'فاطمة'

describe('names in a line', () => {
  it('are in a box of their own where they are written from right to left, and only there', () => {
    expect(isolated(NOA)).toBe(`\u2068${NOA}\u2069`)
    expect(isolated(isolated(NOA))).toBe(isolated(NOA))
    expect(isolated('𞤀𞤁')).toBe('\u2068𞤀𞤁\u2069')
    expect(['Hương', 'Siobhán 2', 'Ольга', '美咲', ''].map(isolated)).toEqual([
      ...['Hương', 'Siobhán 2', 'Ольга', '美咲', ''],
    ])
  })

  it('keep their full stops and numbers when they are listed', () => {
    expect(listed([ALI, 'Ben', FATIMA])).toBe(`\u2068${ALI}\u2069, Ben and \u2068${FATIMA}\u2069`)
    expect(listed(['Amina', 'Ben'])).toBe('Amina and Ben')
  })

  it('hold no sign that is not seen where they leave the program', () => {
    expect(listedAsWritten([ALI, NOA])).toBe(`${ALI} and ${NOA}`)
  })
})
