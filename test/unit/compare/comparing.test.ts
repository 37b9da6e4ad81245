import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanId, SkillId, StudentId } from '../../../src-main/contract/ids.ts'
import type { BrokenRule, Group } from '../../../src-main/contract/plans.ts'
import type { ComparedPlan, PlanComparison } from '../../../src-main/contract/scenarios.ts'
import {
  answeredInWords,
  fitInWords,
  groupChange,
  notKept,
  planInOneLine,
  shortNames,
  verdict,
} from '../../../src-renderer/compare/compare-words.ts'
import { differences, measuredBy } from '../../../src-renderer/compare/facts.ts'
import { pairOf } from '../../../src-renderer/state/compared-pair.ts'
import { layRibbons, namesThatFit } from '../../../src-renderer/compare/ribbons.ts'
import { flowsOf, isChanged, NOWHERE, placesOf, rowsOf } from '../../../src-renderer/compare/rows.ts'
import { scenarioName } from '../../../src-renderer/shell/scenario-name.ts'

const student = (id: number) => id as StudentId
const plan = (id: number) => id as PlanId
const NAMES = ['Amina', 'Ben', 'Chloé', 'Elif', 'Farah', 'Gabriel']
const name = (id: StudentId) => NAMES[id - 1] ?? ''

function group(at: number, members: readonly number[], more: Partial<Group> = {}): Group {
  return {
    id: (at + 1) as Group['id'],
    letter: 'ABC'[at] ?? '',
    name: ['Maple', 'Cedar', 'Birch'][at] ?? '',
    focusSkillId: null,
    aim: '',
    moves: '',
    materials: '',
    members: members.map(id => ({
      studentId: student(id),
      locked: false,
      distance: 0,
      nextBest: null,
      pulls: [],
      assessedShare: 1,
      certainty: 1,
      silhouette: 1,
      fitsNowhere: false,
    })),
    spread: 0,
    likeness: 0.7,
    standings: [],
    needs: [],
    strengths: [],
    sharedInterest: null,
    ...more,
  }
}

function compared(
  title: string,
  seats: readonly (readonly number[])[],
  more: Partial<ComparedPlan> = {},
): ComparedPlan {
  const seated = new Set(seats.flat())
  return {
    id: plan(title.length),
    classId: 1 as ComparedPlan['classId'],
    name: title,
    purpose: '',
    successCriteria: '',
    regroupOn: null,
    request: { mode: 'similar', variety: false, groupCount: 2, sizeMin: 2, sizeMax: 4, skills: [] },
    groups: seats.map((members, at) => group(at, members)),
    unplaced: [1, 2, 3, 4, 5, 6].filter(id => !seated.has(id)).map(student),
    fit: { within: 1, total: 4 },
    brokenRules: [],
    answered: 0.75,
    skillOrder: [],
    ...more,
  }
}

function comparison(
  left: ComparedPlan,
  right: ComparedPlan,
  more: Partial<PlanComparison> = {},
): PlanComparison {
  const pairs = left.groups.map(({ members }, at) => {
    const [here, there] = [members, right.groups[at]?.members ?? []].map(all => all.map(one => one.studentId))
    return {
      left: at,
      right: at < right.groups.length ? at : null,
      stay: (here ?? []).filter(id => there?.includes(id)),
      leave: (here ?? []).filter(id => !there?.includes(id)),
      join: (there ?? []).filter(id => !here?.includes(id)),
    }
  })
  const places = [placesOf(left), placesOf(right)] as const
  const moved = [1, 2, 3, 4, 5, 6].map(student).filter(id => {
    const [from, to] = [places[0](id), places[1](id)]
    return from !== NOWHERE && to !== NOWHERE && from !== to
  })
  return { left, right, pairs, movedCount: moved.length, fitChangePercent: 3, sameQuestion: true, ...more }
}

const SEATS = [
  [1, 2, 3],
  [4, 5, 6],
]
const apart: BrokenRule = {
  kind: 'apart',
  ruleId: 1 as Extract<BrokenRule, { kind: 'apart' }>['ruleId'],
  students: [student(2), student(4)],
  groupId: 2 as Group['id'],
}

describe('the verdict', () => {
  const left = compared('Winter', SEATS)

  it('says who moves, how the groups fit and which rule only one plan keeps', () => {
    const right = compared(
      'Second try',
      [
        [1, 3],
        [4, 5, 6, 2],
      ],
      { brokenRules: [apart] },
    )
    expect(verdict(comparison(left, right), name)).toBe(
      'Second try moves 1 student; groups fit a little worse (3 %); it does not keep Ben and Elif apart, as Winter does.',
    )
    expect(verdict(comparison(right, left, { fitChangePercent: -12.4 }), name)).toBe(
      'Winter moves 1 student; groups fit much better (12 %); it keeps Ben and Elif apart, which Second try does not.',
    )
    expect(
      verdict(comparison({ ...left, brokenRules: [apart] }, right, { fitChangePercent: 0.2 }), name),
    ).toBe('Second try moves 1 student; groups fit as well.')
  })

  it('says that nobody moves, who has no seat, and which plan has no groups', () => {
    expect(verdict(comparison(left, compared('Winter, scenario B', SEATS)), name)).toBe(
      'Nobody moves: Winter and Scenario B seat everybody in the same groups.',
    )
    const out = compared('Spring', [
      [1, 2],
      [4, 5, 6],
    ])
    expect(verdict(comparison(left, out), name)).toContain('Spring leaves 1 in no group;')
    expect(verdict(comparison(out, left), name)).toContain('Winter seats 1 more;')
    expect(verdict(comparison(left, compared('Spring', [])), name)).toBe('Spring has no groups yet.')
  })

  it('speaks in the measure of the question that was asked', () => {
    const asked = { ...left.request, mode: 'focus' as const }
    const right = compared(
      'Spring',
      [
        [1, 2, 4],
        [3, 5, 6],
      ],
      { answered: 0.8 },
    )
    expect(verdict(comparison({ ...left, request: asked }, right), name)).toBe(
      'Spring moves 2 students; 80 % of the needs met by a focus skill, instead of 75 %.',
    )
    const lot = { ...left, answered: null, request: { ...asked, mode: 'random' as const } }
    expect(verdict(comparison(lot, { ...right, answered: null }), name)).toBe('Spring moves 2 students.')
  })
})

describe('words', () => {
  it('for fit, rules, sizes and groups', () => {
    expect(fitInWords(-0.4)).toBe('fit as well')
    expect(answeredInWords('mixed', 0.966)).toBe('97 % of all differences inside the groups')
    const size: BrokenRule = { kind: 'size', groupId: 1 as Group['id'], size: 7, sizeMin: 4, sizeMax: 6 }
    expect(notKept(compared('Winter', SEATS, { brokenRules: [apart, size] }), name)).toEqual([
      'Ben and Elif are both in B, and are to be kept apart.',
      'A has 7, not 2 to 4.',
    ])
    const [reading, fractions] = [1 as SkillId, 2 as SkillId]
    const before = group(0, [1, 2, 3], { needs: [reading], likeness: 0.7 })
    expect(groupChange(before, before, () => '')).toBe('')
    expect(
      groupChange(before, group(0, [1, 2, 3, 4], { needs: [fractions], likeness: 0.5 }), id =>
        id === fractions ? 'Fractions' : 'Reading',
      ),
    ).toBe('1 more · first need now Fractions · less alike')
  })

  it('for a plan in one line', () => {
    const line = {
      planId: plan(1),
      name: 'Winter',
      mode: 'similar',
      answered: 0.64,
      unplacedCount: 0,
    } as const
    expect(
      planInOneLine({ ...line, groupCount: 6, brokenCount: 1, copiedFrom: 'Autumn' }).replaceAll(
        '\u00a0',
        ' ',
      ),
    ).toBe('6 groups · 64 % more alike than the class · 1 rule or size not kept · copied from Autumn')
    expect(planInOneLine({ ...line, groupCount: 0, answered: null, brokenCount: 0, copiedFrom: null })).toBe(
      'no groups yet',
    )
  })

  it('for what is asked and written differently, and what both are measured by', () => {
    const left = compared('Winter', SEATS, { purpose: 'Read.' })
    const other = { ...left.request, mode: 'mixed' as const, groupCount: 3 }
    const right = compared('Spring', SEATS, { purpose: 'Count.', request: other })
    const facts = differences(comparison(left, right), [])
    expect(facts.map(fact => fact.name)).toEqual(['Fit', 'Question', 'Purpose'])
    expect(facts[2]?.values).toEqual(['Read.', 'Count.'])
    expect(measuredBy(comparison(left, right), [])).toBe('')
    expect(measuredBy(comparison(left, right, { sameQuestion: false }), [])).toContain(
      'that of Winter: similar needs',
    )
  })

  it('shortens the name of a scenario beside its plan, and proposes a free one', () => {
    expect(shortNames(['Winter', 'Winter, scenario B'])).toEqual(['Winter', 'Scenario B'])
    expect(shortNames(['Winter, scenario B', 'Winter, scenario C'])).toEqual([
      'Winter, scenario B',
      'Winter, scenario C',
    ])
    expect(scenarioName('Winter', ['Winter'])).toBe('Winter, scenario B')
    expect(scenarioName('Winter, scenario B', ['Winter', 'Winter, scenario B'])).toBe('Winter, scenario C')
    expect(scenarioName('x'.repeat(200), []).length).toBeLessThanOrEqual(200)
  })
})

describe('the rows', () => {
  it('have a last one for those in no group, and tell every way once', () => {
    const left = compared('Winter', [
      [1, 2, 3],
      [4, 5],
    ])
    const right = compared('Spring', [
      [1, 6],
      [4, 5, 2],
    ])
    const rows = rowsOf(comparison(left, right))
    expect(rows.at(-1)).toEqual({ left: NOWHERE, right: NOWHERE, stay: [], leave: [6], join: [3] })
    expect(rows.every(isChanged)).toBe(true)
    expect(flowsOf(rows, placesOf(right))).toEqual([
      { from: 0, to: 1, students: [2] },
      { from: 0, to: NOWHERE, students: [3] },
      { from: NOWHERE, to: 0, students: [6] },
    ])
    expect(rowsOf(comparison(compared('Winter', SEATS), compared('Spring', SEATS)))).toHaveLength(2)
  })
})

describe('the plans that are compared', () => {
  const plans = [1, 2, 3].map(plan)

  it('are the last two when one of them is open, in the order in which they stood', () => {
    expect(pairOf([plan(3), plan(1)], plan(1), plans)).toEqual([3, 1])
  })

  it('are else the open one and another, the older on the left', () => {
    expect(pairOf(null, plan(2), plans)).toEqual([1, 2])
    expect(pairOf(null, plan(1), plans)).toEqual([1, 2])
    expect(pairOf([plan(3), plan(1)], plan(2), plans)).toEqual([2, 3])
    expect(pairOf([plan(8), plan(9)], plan(3), plans)).toEqual([2, 3])
    expect(pairOf(null, plan(1), [plan(1)])).toBeNull()
    expect(pairOf(null, null, [])).toBeNull()
  })
})

describe('ribbons', () => {
  const measure = (text: string) => text.length * 7
  const boxes = (count: number) =>
    new Map(Array.from({ length: count }, (_, at) => [at, { top: at * 100, height: 90 }] as const))

  it('touch their cards within them, apart from each other, in the order of where they lead', () => {
    const flow = fc.tuple(fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.uniqueArray(flow, { selector: ([a, b]) => `${a} ${b}`, minLength: 1 }), ways => {
        const flows = ways.map(([from, to]) => ({ from, to, students: [student(1)] }))
        const ribbons = layRibbons(flows, boxes(4), boxes(4), 240, name, measure)
        expect(ribbons).toHaveLength(flows.length)
        for (const { from, wordsY } of ribbons) {
          expect(wordsY).toBeGreaterThan(from * 100)
          expect(wordsY).toBeLessThan(from * 100 + 90)
        }
        for (const one of ribbons) {
          for (const other of ribbons) {
            if (one.from === other.from && one.to < other.to) expect(one.wordsY).toBeLessThan(other.wordsY)
          }
        }
      }),
    )
  })

  it('leave out ways whose card is not shown', () => {
    const flows = [{ from: 0, to: 3, students: [student(1)] }]
    expect(layRibbons(flows, boxes(4), boxes(3), 240, name, measure)).toEqual([])
  })

  it('name as many students as have room', () => {
    expect(namesThatFit(['Ben', 'Elif'], 100, measure)).toBe('Ben, Elif')
    expect(namesThatFit(['Ben', 'Elif', 'Farah'], 100, measure)).toBe('Ben and 2 more')
    expect(namesThatFit(['Maximiliane Theodora', 'Ben'], 80, measure)).toBe('2 students')
    expect(namesThatFit(['Maximiliane'], 42, measure)).toBe('Maxim…')
  })
})
