import { describe, expect, it } from 'vitest'
import { fitName } from '../../../src-renderer/rotation/fit-name.ts'

const SIZES = { smallest: 9, largest: 12 }
/** Every letter is half as wide as the type is large. */
const fit = (name: string, width: number, lines: number) =>
  fitName(name, { width, lines }, SIZES, text => text.length / 2)

describe('a name in a cell', () => {
  it('is as large as can be where it has room, and breaks between words', () => {
    expect(fit('Read to a partner', 60, 2)).toEqual({ size: 12, lines: ['Read to a', 'partner'] })
    expect(fit('Word-study', 40, 2)).toEqual({ size: 12, lines: ['Word-', 'study'] })
  })

  it('gets smaller so that no word breaks and no line is too many', () => {
    expect(fit('Technology', 50, 2)).toEqual({ size: 10, lines: ['Technology'] })
    expect(fit('Listen and record', 54, 2)).toEqual({ size: 10.5, lines: ['Listen and', 'record'] })
  })

  it('is cut with an ellipsis where even the smallest type has no room', () => {
    expect(fit('Independent reading by the window', 50, 2)).toEqual({
      size: 9,
      lines: ['Independent', 'reading by…'],
    })
    expect(fit('Informationsverarbeitung', 45, 2)).toEqual({ size: 9, lines: ['Informati…'] })
    expect(fit('One two three', 18, 2)).toEqual({ size: 9, lines: ['One', 'two…'] })
  })

  it('never has a line that is too wide, whatever the name', () => {
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
        const { size, lines } = fit(name, width, 3)
        expect(lines.length).toBeLessThanOrEqual(3)
        for (const line of lines) expect((line.length / 2) * size).toBeLessThanOrEqual(width)
      }
    }
  })
})
