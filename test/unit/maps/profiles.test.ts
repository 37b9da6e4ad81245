import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClassBook, Skill, Student } from '../../../src-main/contract/classes.ts'
import type { SkillId, StudentId } from '../../../src-main/contract/ids.ts'
import type { Group, PlanBoard } from '../../../src-main/contract/plans.ts'
import { classSpread, shareOfScale } from '../../../src-renderer/maps/profiles/class-spread.ts'
import { panelsOf } from '../../../src-renderer/maps/profiles/panels.ts'
import { dotSentence, panelName, skillSentence } from '../../../src-renderer/maps/profiles/profile-words.ts'
import { layOutRows } from '../../../src-renderer/maps/profiles/row-layout.ts'
import { lanesUsed, stackDots } from '../../../src-renderer/maps/profiles/stack-dots.ts'
import { walk } from '../../../src-renderer/maps/profiles/walk.ts'

const skill = (id: number, name: string, maximum = 100, masteryThreshold = 70): Skill => ({
  id: id as SkillId,
  name,
  scale: { kind: 'points', minimum: 0, maximum },
  masteryThreshold,
  standardCode: null,
  levelNames: null,
  alsoCalled: [],
})
const student = (id: number, label: string, ...scores: (number | null)[]): Student => ({
  id: id as StudentId,
  fullName: `${label} Carter`,
  callName: label,
  label,
  externalId: null,
  interests: [],
  attributes: [],
  scores,
  needs: [],
})

const book: ClassBook = {
  id: 1 as never,
  name: 'Owls',
  skills: [skill(1, 'Fluency'), skill(2, 'Inference'), skill(3, 'Levels', 4, 3)],
  students: [
    student(1, 'Ana', 60, 40, 2),
    student(2, 'Ben', 80, 60, null),
    student(3, 'Cleo', 100, 80, 4),
    student(4, 'Dao', null, null, null),
  ],
  assessments: [],
  rules: [],
  attributes: [],
}

function board(groups: Pick<Group, 'letter' | 'members' | 'needs'>[], unplaced: number[]): PlanBoard {
  const full = groups.map((group, at) => ({ id: at + 1, name: `Table ${group.letter}`, ...group }))
  return { groups: full, unplaced, skillOrder: [1, 2, 3] } as unknown as PlanBoard
}
const members = (...ids: number[]) => ids.map(id => ({ studentId: id })) as unknown as Group['members']
const twoGroups = board(
  [
    { letter: 'A', members: members(1, 2, 4), needs: [2 as SkillId] },
    { letter: 'B', members: members(), needs: [] },
  ],
  [3],
)

describe('panels', () => {
  it('are one for each group, empty ones too, and one for those in no group', () => {
    const panels = panelsOf(book, twoGroups, 'same')
    expect(panels.map(panelName)).toEqual([
      'Group A, Table A, 3 students',
      'Group B, Table B, 0 students',
      'Not in a group, 1 student',
    ])
    expect(panels[0]?.unscored.map(({ label }) => label)).toEqual(['Dao'])
  })

  it('are one for the class before there are groups', () => {
    expect(panelsOf(book, board([], []), 'same').map(panelName)).toEqual(['Owls, 4 students'])
  })

  it('show every score of every student once, the lowest first', () => {
    for (const panel of panelsOf(book, twoGroups, 'same')) {
      for (const [column, { scored, notAssessedCount }] of panel.profiles.entries()) {
        const values = panel.students.flatMap(({ scores }) => scores[column] ?? [])
        expect(scored.map(({ value }) => value)).toEqual(values.sort((a, b) => a - b))
        expect(scored.length + notAssessedCount).toBe(panel.students.length)
      }
    }
  })

  it('have the skills in the same order everywhere, or what the group needs most first', () => {
    const order = (sorting: 'same' | 'needed') =>
      panelsOf(book, twoGroups, sorting).map(panel => panel.profiles.map(profile => profile.skill.name))
    expect(order('same')).toEqual(Array.from({ length: 3 }, () => ['Fluency', 'Inference', 'Levels']))
    // Inference is named as the need; Levels lies further below mastery than Fluency.
    expect(order('needed')[0]).toEqual(['Inference', 'Levels', 'Fluency'])
    expect(order('needed')[2]).toEqual(['Inference', 'Levels', 'Fluency'])
  })
})

describe('the words of the profiles', () => {
  it('say mean, class, mastery and who is missing, in one sentence', () => {
    const [a, b] = panelsOf(book, twoGroups, 'same')
    const sentences = a?.profiles.map(profile => skillSentence(profile, 'group'))
    expect(sentences).toEqual([
      'Fluency: mean 70, class 80; 1 of 2 below mastery, 1 not assessed',
      'Inference: mean 50, class 60; 2 of 2 below mastery, 1 not assessed',
      'Levels: mean 2, class 3; 1 of 1 below mastery, 2 not assessed',
    ])
    expect(b?.profiles[0] && skillSentence(b.profiles[0], 'group')).toBe('Fluency: nobody here; class 80')
    const [ana] = book.students
    const [fluency] = book.skills
    expect(ana && fluency && dotSentence(ana, fluency, 60)).toBe('Ana, Fluency 60, below mastery')
  })

  it('say that nobody was assessed where nobody was', () => {
    const nobody = { ...book, students: [student(1, 'Ana', null, null, null)] }
    const [panel] = panelsOf(nobody, board([], []), 'same')
    expect(panel?.profiles[0] && skillSentence(panel.profiles[0], 'class')).toBe('Fluency: nobody assessed')
  })
})

describe('the scale of the rows', () => {
  it('is the share of each skill’s own scale, whatever its numbers', () => {
    const scale = skill(1, 'Scale score', 350)
    expect(shareOfScale({ ...scale, scale: { ...scale.scale, minimum: 100 } }, 225)).toBe(0.5)
    expect(shareOfScale(scale, 400)).toBe(1)
    expect(shareOfScale(scale, -5)).toBe(0)
    expect(classSpread(book.students, skill(1, 'Fluency'), 0)).toMatchObject({
      least: 0.6,
      lowerQuarter: 0.7,
      upperQuarter: 0.9,
      most: 1,
      mean: 80,
    })
  })

  it('starts below the lowest score of the class, and is the same in every panel', () => {
    const layout = layOutRows(panelsOf(book, twoGroups, 'same'), 216)
    expect(layout.from).toBeCloseTo(0.4)
    expect(layout.x(0.4)).toBeCloseTo(8)
    expect(layout.x(1)).toBe(208)
    const low = { ...book, students: [...book.students, student(5, 'Eli', 3, 3, 1)] }
    expect(layOutRows(panelsOf(low, board([], []), 'same'), 216).from).toBe(0)
  })

  it('keeps every dot inside its row, for one student or many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 150 }), scores => {
        const many = {
          ...book,
          students: scores.map((score, at) => student(at + 1, `S${at}`, score, null, null)),
        }
        const [panel] = panelsOf(many, board([], []), 'same')
        if (!panel) throw new Error('There is no panel.')
        const layout = layOutRows([panel], 240)
        for (const profile of panel.profiles) {
          const dots = layout.dots(profile)
          expect(dots).toHaveLength(profile.scored.length)
          for (const { x, y } of dots) {
            expect(x).toBeGreaterThanOrEqual(layout.radius)
            expect(x).toBeLessThanOrEqual(240 - layout.radius)
            expect(y).toBeGreaterThanOrEqual(layout.radius)
            expect(y).toBeLessThanOrEqual(layout.height - layout.radius)
          }
        }
      }),
    )
  })
})

describe('dots of students with the same score', () => {
  it('leave each other’s middle free in a group, so that each can be picked up', () => {
    for (const size of [2, 3, 4, 5, 6]) {
      const same = Array.from({ length: size }, (_, at) => student(at + 1, `S${at}`, 80, 80, 3))
      const [panel] = panelsOf({ ...book, students: same }, board([], []), 'same')
      if (!panel?.profiles[0]) throw new Error('There is no panel.')
      const layout = layOutRows([panel], 200)
      const ys = layout
        .dots(panel.profiles[0])
        .map(({ y }) => y)
        .sort((a, b) => a - b)
      for (const [at, y] of ys.slice(1).entries()) expect(y - (ys[at] ?? 0)).toBeGreaterThan(layout.radius)
    }
  })
})

describe('stacked dots', () => {
  it('never touch each other while there are lanes, and stay near the middle', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 40 }), unsorted => {
        const places = unsorted.sort((a, b) => a - b)
        const lanes = stackDots(places, 9, 41)
        for (const [at, lane] of lanes.entries()) {
          for (const [before, other] of lanes.slice(0, at).entries()) {
            const apart = (places[at] ?? 0) - (places[before] ?? 0)
            expect(lane !== other || apart >= 9).toBe(true)
          }
        }
        expect(stackDots(places, 9, 41)).toEqual(lanes)
      }),
    )
    expect(stackDots([0, 20, 40], 9, 5)).toEqual([0, 0, 0])
    expect(stackDots([10, 10, 10], 9, 5)).toEqual([0, -1, 1])
    expect(lanesUsed([0, -1, 1, -2])).toBe(4)
  })

  it('share lanes where there are too few', () => {
    expect(new Set(stackDots([1, 1, 1, 1, 1], 9, 3))).toEqual(new Set([0, -1, 1]))
  })
})

describe('the arrow keys', () => {
  const rows = [[1, 2, 3], [3, 1], [], [2], [4]] as unknown as StudentId[][]
  const go = (row: number, who: number, key: string) => {
    const next = walk(rows, { row, student: who as StudentId }, key)
    return next && [next.row, next.student]
  }

  it('walk along the row and stop at its ends', () => {
    expect(go(0, 1, 'ArrowRight')).toEqual([0, 2])
    expect(go(0, 3, 'ArrowRight')).toBeNull()
    expect(go(0, 3, 'Home')).toEqual([0, 1])
    expect(go(0, 1, 'End')).toEqual([0, 3])
  })

  it('follow a student from skill to skill, over those where they were not assessed', () => {
    expect(go(0, 1, 'ArrowDown')).toEqual([1, 1])
    expect(go(0, 2, 'ArrowDown')).toEqual([3, 2])
    expect(go(3, 2, 'ArrowUp')).toEqual([0, 2])
  })

  it('reach those without scores after the last skill, and come back', () => {
    expect(go(3, 2, 'ArrowDown')).toEqual([4, 4])
    expect(go(4, 4, 'ArrowUp')).toEqual([3, 2])
    expect(go(0, 1, 'a')).toBeNull()
  })
})
