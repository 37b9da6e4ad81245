import { expect, it } from 'vitest'
import { DemandId, GroupId, StationId } from '../../../src-main/contract/ids.ts'
import type { DemandTerms } from '../../../src-main/contract/rotation.ts'
import { freeDemand } from '../../../src-renderer/rotation/free-demand.ts'

const groups = [0, 1, 2].map(position => ({
  ...{ id: GroupId.parse(position + 1), position, letter: 'ABC'.charAt(position), name: '', studentIds: [] },
}))
const library = StationId.parse(7)
const stations = [
  {
    ...{ id: library, name: 'Library', icon: 'shelf' as const, kind: 'library' as const, capacity: 1 },
    ...{ needsAdult: false, materials: '', leaderId: null },
  },
]
const boardOf = (...terms: DemandTerms[]) => ({
  ...{ groups, stations },
  demands: terms.map((one, at) => ({ id: DemandId.parse(at + 1), terms: one, words: '' })),
})
const everyGroup = { kind: 'tableVisits', who: { kind: 'everyGroup' }, least: 2 } as const
const ofGroup = (position: number) => ({ ...everyGroup, who: { kind: 'group', position } }) as const

it('begins a demand as it is wanted, and where that is asked for already with another group', () => {
  expect(freeDemand(boardOf(), everyGroup)).toEqual(everyGroup)
  expect(freeDemand(boardOf(everyGroup), everyGroup)).toEqual(ofGroup(0))
  expect(freeDemand(boardOf(everyGroup, ofGroup(0)), everyGroup)).toEqual(ofGroup(1))
})

it('takes another number where all groups are asked, and another pair where two are apart', () => {
  const all = [everyGroup, ofGroup(0), ofGroup(1), ofGroup(2)]
  expect(freeDemand(boardOf(...all), everyGroup)).toEqual({ ...everyGroup, least: 1 })
  const apart = (one: number, other: number): DemandTerms => ({ kind: 'apart', positions: [one, other] })
  expect(freeDemand(boardOf(apart(1, 0)), apart(0, 1))).toEqual(apart(0, 2))
})

it('begins none where everything of its kind is asked for', () => {
  const never = (position: number) => ({ kind: 'mustNotVisit', position, stationId: library }) as const
  expect(freeDemand(boardOf(never(0), never(1), never(2)), never(0))).toBeNull()
})
