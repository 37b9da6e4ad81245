import { describe, expect, it } from 'vitest'
import { fitName } from '../../../src-renderer/rotation/fit-name.ts'

const SIZES = { smallest: 9, largest: 12 }
/** Every letter is half as wide as the type is large. */
const fit = (name: string, width: number, lines: number) =>
  fitName(name, { width, lines }, SIZES, text => text.length / 2)

describe('a name in a cell', () => {
  it('is as large as can be where it has room, and breaks between words', () => {
    expect(fit('Read to a partner', 60, 2)).toEqual({ size: 12, lines: ['Read to', 'a partner'] })
    expect(fit('Word-study', 40, 2)).toEqual({ size: 12, lines: ['Word-', 'study'] })
  })

  it('gets smaller so that no word breaks and no line is too many', () => {
    expect(fit('Technology', 50, 2)).toEqual({ size: 10, lines: ['Technology'] })
    expect(fit('Listen and record', 54, 2)).toEqual({ size: 10.5, lines: ['Listen and', 'record'] })
  })

  it('is in the smallest type where even that has no room, with all the rest in the last line', () => {
    expect(fit('Independent reading by the window', 50, 2)).toEqual({
      size: 9,
      lines: ['Independent', 'reading by the window'],
    })
    expect(fit('Informationsverarbeitung', 45, 2)).toEqual({ size: 9, lines: ['Informationsverarbeitung'] })
    expect(fit('One two three', 18, 2)).toEqual({ size: 9, lines: ['One', 'two three'] })
  })

  it('keeps every letter, whatever the name', () => {
    const letters = (text: string) => text.replace(/\s/g, '')
    for (const name of [
      '',
      ' ',
      '- -',
      'a',
      'Ärztezimmer hinten links',
      'x'.repeat(200),
      'a b '.repeat(50),
    ]) {
      for (const width of [10, 37, 52, 132]) {
        const { lines } = fit(name, width, 3)
        expect(lines.length).toBeLessThanOrEqual(3)
        expect(letters(lines.join(''))).toBe(letters(name))
      }
    }
  })
})
