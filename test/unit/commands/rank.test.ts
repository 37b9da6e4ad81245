import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitOf, plainText, rank } from '../../../src-renderer/commands/rank.ts'

const thing = (...texts: string[]) => ({ name: texts[0] ?? '', texts: texts.map(plainText) })
const names = (query: string, ...things: { name: string; texts: string[] }[]) =>
  rank(query, things, 40).map(({ name }) => name)

describe('a search', () => {
  it('ignores case, accents and letters that stand for others', () => {
    expect(plainText('  Zoë   MÜLLER ')).toBe('zoe muller')
    expect(plainText('Đặng Thị Thu Hương')).toBe('dang thi thu huong')
    expect(plainText('Łukasz Weiß Sørensen')).toBe('lukasz weiss sorensen')
    expect(names('huong', thing('Đặng Thị Thu Hương'))).toEqual(['Đặng Thị Thu Hương'])
    expect(names('TOMÁS', thing('Tomas Herrera'))).toEqual(['Tomas Herrera'])
  })

  it('puts the beginning of a word before the inside of one, and that before letters in order', () => {
    expect(
      names(
        'ami',
        thing('Alma Irwin'),
        thing('Sami Rautio'),
        thing('Rosa Amiri'),
        thing('Amina Yusuf'),
        thing('Ami'),
      ),
    ).toEqual(['Ami', 'Amina Yusuf', 'Rosa Amiri', 'Sami Rautio', 'Alma Irwin'])
  })

  it('prefers what it is called to what it is found by', () => {
    expect(names('print', thing('Sheets', 'printed paper'), thing('Print the groups'))).toEqual([
      'Print the groups',
      'Sheets',
    ])
  })

  it('takes words in any order, but not a word that is nowhere', () => {
    const amina = thing('Amina Yusuf', 'Amina', 'group F')
    expect(names('yusuf amina', amina)).toEqual(['Amina Yusuf'])
    expect(names('amina f', amina)).toEqual(['Amina Yusuf'])
    expect(names('amina q', amina)).toEqual([])
  })

  it('looks for letters in order from the beginning of a word only', () => {
    expect(fitOf('yz', 'amina yusuf z')).toBe(5)
    expect(fitOf('su', 'amina yusuf')).toBe(4)
    expect(fitOf('sf', 'amina yusuf')).toBeNull()
  })

  it('answers nothing to nothing', () => {
    expect(names('  ', thing('Amina'))).toEqual([])
  })

  it('has the same answer every time, equal ones in the given order, and never more than asked', () => {
    const word = fc.stringMatching(/^[a-c]{1,4}( [a-c]{1,4})?$/)
    fc.assert(
      fc.property(
        word,
        fc.array(word, { maxLength: 30 }),
        fc.integer({ min: 0, max: 10 }),
        (query, texts, most) => {
          const things = texts.map((text, at) => ({ at, texts: [plainText(text)] }))
          const found = rank(query, things, most)
          expect(found).toEqual(rank(query, things, most))
          expect(found.length).toBeLessThanOrEqual(most)
          for (const [place, { at, texts: own }] of found.entries()) {
            const next = found[place + 1]
            if (next && String(next.texts) === String(own)) expect(next.at).toBeGreaterThan(at)
          }
          if (texts.includes(query) && most > 0) expect(found[0]?.texts).toEqual([plainText(query)])
        },
      ),
    )
  })
})
