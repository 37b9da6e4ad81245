import { describe, expect, it } from 'vitest'
import type { BlockId, StationId } from '../../../src-main/contract/ids.ts'
import type { ProjectedBlock } from '../../../src-main/contract/rotation.ts'
import { cardsOf } from '../../../src-renderer/present/cards.ts'
import type { Shown } from '../../../src-renderer/state/presenting/course.ts'
import { saidAt } from '../../../src-renderer/state/presenting/said.ts'

const BLOCK: ProjectedBlock = {
  ...{ blockId: 1 as BlockId, kind: 'rotation', name: 'Rotation 1', start: 540, minutes: 20 },
  ...{ stations: [], withoutStation: [], elsewhere: [], ungrouped: [], notThere: [] },
}
const NOTHING: Shown = { block: null, length: null, left: null, isPaused: false, isOver: false, next: null }

describe('what is read aloud where nothing is left', () => {
  it('is about the day that is on the board', () => {
    const monday = { weekday: 1, blocks: [BLOCK] }
    expect(saidAt(NOTHING, 'change', { ...monday, isToday: true })).toBe('That is all for today.')
    expect(saidAt(NOTHING, 'change', { ...monday, isToday: false })).toBe('That is all for Monday.')
    expect(saidAt(NOTHING, 'change', { weekday: 7, blocks: [], isToday: true })).toBe(
      'Nothing is planned for Sunday.',
    )
  })
})

describe('who leads a station on the board', () => {
  it('is not said twice where the station has that name', () => {
    const adultAt = (name: string, adult: string) =>
      cardsOf({
        ...BLOCK,
        stations: [
          {
            ...{ stationId: 1 as StationId, name, icon: 'adult', isTable: false, materials: '', adult },
            groups: [{ letter: 'A', name: 'Maple', students: [] }],
          },
        ],
      })[0]?.adult
    expect(adultAt('Ms. Abara', 'Ms. Abara')).toBeNull()
    expect(adultAt('ms. abara ', 'Ms. Abara')).toBeNull()
    expect(adultAt('Reading lab', 'Ms. Abara')).toBe('Ms. Abara')
  })
})
