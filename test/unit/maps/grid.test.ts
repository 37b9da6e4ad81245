import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ClassBook, Skill, Student } from '../../../src-main/contract/classes.ts'
import type { GroupId, SkillId, StudentId } from '../../../src-main/contract/ids.ts'
import type { Group, PlanBoard } from '../../../src-main/contract/plans.ts'
import { gather, summarise, turnedOrder } from '../../../src-renderer/maps/grid/gatherings.ts'
import { calledFirst, scoreInWords } from '../../../src-renderer/maps/grid/grid-words.ts'
import { depthOf, heatName, heatOf } from '../../../src-renderer/maps/grid/heat.ts'
import { chooseAll, RowChoice } from '../../../src-renderer/maps/grid/row-choice.ts'
import { layRows, rowsInSight } from '../../../src-renderer/maps/grid/rows.ts'
import { walk } from '../../../src-renderer/maps/grid/walk.ts'
import { selection } from '../../../src-renderer/state/selection.svelte.ts'

const skill = (minimum: number, maximum: number, masteryThreshold: number): Skill => ({
  id: 1 as SkillId,
  name: 'Fractions',
  scale: { kind: 'points', minimum, maximum },
  masteryThreshold,
  standardCode: null,
  levelNames: null,
  alsoCalled: [],
})

const student = (id: number, scores: (number | null)[]): Student => ({
  id: id as StudentId,
  fullName: `Student ${id}`,
  callName: `Student ${id}`,
  label: `Student ${id}`,
  externalId: null,
  interests: [],
  attributes: [],
  scores,
  needs: [],
})

const book = (students: Student[]) =>
  ({ students, skills: [skill(0, 100, 80), { ...skill(0, 4, 3), id: 2 as SkillId }] }) as ClassBook

const board = (groups: number[][], unplaced: number[] = []) =>
  ({
    groups: groups.map((members, at) => ({
      id: (at + 1) as GroupId,
      letter: 'ABC'[at],
      name: 'Maple',
      members: members.map(id => ({ studentId: id })),
    })) as Group[],
    unplaced,
  }) as PlanBoard

describe('the shade of a score', () => {
  it('turns at mastery, and goes by shares of the skill’s own scale', () => {
    const heats = (of: Skill, scores: number[]) => scores.map(score => heatOf(of, score))
    expect(heats(skill(0, 100, 80), [54, 56, 71, 79.9, 80, 89, 91, 100])).toEqual([
      -3, -2, -1, -1, 1, 1, 2, 2,
    ])
    expect(heats(skill(1, 5, 3), [1, 2.7, 3, 5])).toEqual([-3, -1, 1, 3])
    expect([heatName(-3), heatName(2)]).toEqual(['below-3', 'above-2'])
    expect([depthOf(skill(0, 20, 16), 6), depthOf(skill(0, 20, 16), 16)]).toEqual([0.5, 0])
  })

  it('is a step for every score, also on a scale without length', () => {
    expect(heatOf(skill(3, 3, 3), 3)).toBe(1)
    expect(heatOf(skill(3, 3, 3), 1)).toBe(-3)
  })
})

describe('the words of the grid', () => {
  it('say how a score stands to mastery, and not assessed for none', () => {
    const fractions = skill(0, 100, 80)
    expect([62, 80, 81.25, null].map(score => scoreInWords(fractions, score))).toEqual([
      '62, below mastery of 80',
      '80, at mastery of 80',
      '81.3, above mastery of 80',
      'not assessed',
    ])
  })

  it('call a student as the teacher does, and tell two of one name apart', () => {
    const called = (fullName: string, callName: string, label: string) =>
      calledFirst({ ...student(1, []), fullName, callName, label })
    expect(called('Amina Yusuf', 'Amina', 'Amina')).toBe('Amina Yusuf')
    expect(called('Amina Yusuf', 'Amina', 'Amina Y.')).toBe('Amina Yusuf')
    expect(called('Robert Lind', 'Bo', 'Bo')).toBe('Bo, Robert Lind')
    expect(called('Rosa Maria Santos', 'Rosa', 'Rosa S. 2')).toBe('Rosa S. 2, Rosa Maria Santos')
  })
})

describe('gathering', () => {
  const everybody = [student(1, [90, 2]), student(2, [50, null]), student(3, [null, 4]), student(4, [70, 3])]

  it('puts rows under their groups in the order of the cards, those in no group last', () => {
    const gatherings = gather(book(everybody), board([[4, 1], [2]], [3]), null)
    expect(gatherings.map(({ title, drop }) => [title, drop])).toEqual([
      ['Group A, Maple', '1'],
      ['Group B, Maple', '2'],
      ['Not in a group', 'out'],
    ])
    expect(gatherings.map(({ students }) => students.map(({ id }) => id))).toEqual([[4, 1], [2], [3]])
  })

  it('gathers everybody while there are no groups, where nothing can be dropped', () => {
    const [all, ...more] = gather(book(everybody), board([]), null)
    expect(all).toMatchObject({ title: 'All students', drop: undefined })
    expect([all?.students.length, more.length]).toEqual([4, 0])
  })

  it('sorts inside the gatherings; who was not assessed comes last in either direction', () => {
    const ids = (down: boolean) =>
      gather(book(everybody), board([[1, 2, 3, 4]]), { skillId: 1 as SkillId, down })[0]?.students.map(
        s => s.id,
      )
    expect(ids(false)).toEqual([2, 4, 1, 3])
    expect(ids(true)).toEqual([1, 4, 2, 3])
  })

  it('turns the order with every press: up, down, back to names, and up again for another skill', () => {
    const [one, other] = [1 as SkillId, 2 as SkillId]
    const up = turnedOrder(null, one)
    const down = turnedOrder(up, one)
    expect([up?.down, down?.down]).toEqual([false, true])
    expect(turnedOrder(down, one)).toBeNull()
    expect(turnedOrder(down, other)).toEqual({ skillId: other, down: false })
  })

  it('counts who is below mastery among those who were assessed', () => {
    expect(summarise(book(everybody), everybody)).toEqual([
      { below: 2, assessed: 3, mean: 70 },
      { below: 1, assessed: 3, mean: 3 },
    ])
    expect(summarise(book([]), [])[0]).toEqual({ below: 0, assessed: 0, mean: null })
  })
})

describe('rows', () => {
  const layout = (sizes: number[]) => {
    let id = 0
    const groups = sizes.map(size => Array.from({ length: size }, () => ++id))
    return layRows(gather(book(groups.flat().map(one => student(one, [1, 1]))), board(groups), null))
  }

  it('that are drawn are all that can be seen, and not many more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }),
        fc.nat(6000),
        fc.nat(1200),
        (sizes, scrolled, height) => {
          const all = layout(sizes)
          const [first, last] = rowsInSight(all, scrolled, height)
          for (const row of all.rows) {
            const isSeen = row.top + row.height > scrolled && row.top < scrolled + height
            if (isSeen) expect(row.place >= first && row.place < last).toBe(true)
          }
          expect(last - first).toBeLessThan((height + 2 * 300) / 28 + 2)
        },
      ),
    )
  })

  it('stand under each other without a gap, each gathering as one block', () => {
    const { rows, height, blocks, placeOf } = layout([2, 0, 3])
    for (const [at, row] of rows.entries()) {
      const before = rows[at - 1]
      expect(row.top).toBe(before ? before.top + before.height : 0)
      expect(placeOf.get(row.key)).toBe(at)
    }
    expect([...blocks.values()].reduce((sum, block) => sum + block.height, 0)).toBe(height)
    expect(new Set(rows.map(row => row.key)).size).toBe(rows.length)
  })
})

describe('the keyboard in the grid', () => {
  const size = { lines: 10, columns: 5, page: 4 }
  const press = (key: string, from = { line: 5, column: 2 }, ctrlKey = false) => {
    const to = walk({ key, ctrlKey, metaKey: false }, from, size)
    return to && [to.line, to.column]
  }

  it('walks by cells, lines, pages and to the ends', () => {
    expect(press('ArrowUp')).toEqual([4, 2])
    expect(press('ArrowRight')).toEqual([5, 3])
    expect(press('Home')).toEqual([5, 0])
    expect(press('End')).toEqual([5, 4])
    expect(press('PageDown')).toEqual([9, 2])
    expect(press('PageUp')).toEqual([1, 2])
    expect(press('Home', undefined, true)).toEqual([0, 0])
    expect(press('End', undefined, true)).toEqual([9, 4])
  })

  it('stays inside, and leaves other keys alone', () => {
    expect(press('ArrowLeft', { line: 0, column: 0 })).toEqual([0, 0])
    expect(press('ArrowDown', { line: 9, column: 4 })).toEqual([9, 4])
    expect(press('x')).toBeNull()
    expect(press('ArrowDown', undefined, true)).toBeNull()
  })
})

describe('choosing rows', () => {
  const order = [1, 2, 3, 4, 5, 6].map(id => id as StudentId)
  const at = (id: number) => id as StudentId
  const chosen = () => selection.list.toSorted((a, b) => a - b)
  let choice = new RowChoice()

  beforeEach(() => {
    selection.clear()
    choice = new RowChoice()
  })

  it('stretches with Shift from the last clicked row, and shrinks again', () => {
    choice.only(at(2))
    choice.stretch(at(5), order)
    expect(chosen()).toEqual([2, 3, 4, 5])
    choice.stretch(at(3), order)
    expect(chosen()).toEqual([2, 3])
    choice.stretch(at(1), order)
    expect(chosen()).toEqual([1, 2])
  })

  it('keeps what was chosen beside the range', () => {
    choice.only(at(1))
    choice.toggle(at(4))
    choice.stretch(at(5), order)
    expect(chosen()).toEqual([1, 4, 5])
  })

  it('takes whole groups, or adds them', () => {
    selection.set([at(1), at(3)])
    chooseAll([student(4, [])], true)
    expect(chosen()).toEqual([1, 3, 4])
    chooseAll([student(2, [])], false)
    expect(chosen()).toEqual([2])
  })

  it('begins anew where the last clicked row is not chosen any more', () => {
    choice.only(at(2))
    selection.clear()
    choice.stretch(at(5), order)
    expect(chosen()).toEqual([5])
    selection.clear()
    choice.stretch(at(4), order, at(3))
    expect(chosen()).toEqual([3, 4])
  })
})
