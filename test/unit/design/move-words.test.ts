import { describe, expect, it } from 'vitest'
import type { MoveConsequence } from '../../../src-main/contract/plans.ts'
import { besideAnchor } from '../../../src-renderer/components/beside-anchor.ts'
import { bestPlaceInWords, movedInWords, takenOutInWords } from '../../../src-renderer/design/move-words.ts'

const consequence = (part: Partial<MoveConsequence>): MoveConsequence => ({
  groupId: 3 as never,
  isHome: false,
  fitChangePercent: -2,
  sizeAfter: 5,
  sizeProblem: null,
  newlyBroken: [],
  mended: [],
  focusAfter: null,
  isBest: false,
  ...part,
})

describe('what is said of a move', () => {
  it('is who, where, how it fits, and how many there are', () => {
    expect(movedInWords(['Amina'], 'C', consequence({}))).toBe(
      'Amina moved to group C, fit better; group C now has 5.',
    )
    expect(movedInWords(['Amina', 'Ben'], 'C', consequence({ fitChangePercent: 3 }))).toBe(
      'Amina and Ben moved to group C, fit a little worse; group C now has 5.',
    )
    expect(movedInWords(['Amina', 'Ben', 'Cyd'], 'C', consequence({ fitChangePercent: 0 }))).toContain(
      '3 students moved to group C, fit as well',
    )
  })

  it('names the rules that are not kept any more', () => {
    expect(
      movedInWords(
        ['Ben'],
        'E',
        consequence({
          newlyBroken: ['Ben and Elif are to be kept apart.'],
          sizeProblem: 'Group E would have 7.',
        }),
      ),
    ).toMatch(/now has 5\. Group E now has 7\. Not kept: Ben and Elif are to be kept apart\.$/)
  })

  it('says what is left where they were taken out', () => {
    expect(takenOutInWords(['Amina'], [{ letter: 'B', size: 4 }])).toBe(
      'Amina taken out of the groups; group B now has 4.',
    )
    expect(takenOutInWords(['Amina'], [])).toBe('Amina taken out of the groups.')
  })

  it('names the best place at pick-up, and says when there is none', () => {
    const best = (part: Partial<MoveConsequence>) => bestPlaceInWords([consequence(part)], () => 'C')
    expect(best({ isBest: true })).toBe('Best place: C, fits better.')
    expect(best({ isBest: true, isHome: true })).toBe('Best place: C, already there.')
    expect(best({})).toBe('Every place would break a rule or a limit.')
  })
})

describe('the list of groups', () => {
  const window = { width: 1000, height: 600 }
  const panel = { width: 400, height: 300 }
  const at = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 30 })

  it('stands to the right of the student, to the left where there is no room, and inside the window', () => {
    expect(besideAnchor(at(100, 200), panel, window)).toEqual({ left: 148, top: 192 })
    expect(besideAnchor(at(800, 200), panel, window)).toEqual({ left: 392, top: 192 })
    expect(besideAnchor(at(100, 580), panel, window).top).toBe(292)
    expect(besideAnchor(at(300, 0), { width: 900, height: 580 }, window)).toEqual({ left: 8, top: 8 })
    expect(besideAnchor(null, panel, window)).toEqual({ left: 300, top: 150 })
  })
})
