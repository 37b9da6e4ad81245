import { describe, expect, it } from 'vitest'
import type { BlockId, StationId } from '../../../src-main/contract/ids.ts'
import type { RotationBoard, Station } from '../../../src-main/contract/rotation.ts'
import { hasRoomForAll } from '../../../src-renderer/design/room-words.ts'
import { goesWith } from '../../../src-renderer/rotation/goes-with.ts'
import { freeSign, Signs } from '../../../src-renderer/rotation/signs.ts'

const station = (id: number, kind: Station['kind'], icon: Station['icon'], capacity = 1): Station => ({
  ...{ id: id as StationId, name: `Station ${id}`, kind, icon, capacity },
  ...{ needsAdult: false, materials: '', leaderId: null },
})

describe('the sign of a station', () => {
  it('is one that no other has, as long as there is one', () => {
    expect(freeSign([])).toBe('star')
    expect(freeSign([station(1, 'other', 'star')])).toBe('puzzle')
    const given: Station[] = []
    for (let id = 1; id <= 8; id++) given.push(station(id, 'other', freeSign(given)))
    expect(new Set(given.map(({ icon }) => icon)).size).toBe(8)
  })

  it('follows what the station becomes', () => {
    const signs = new Signs()
    const own = station(1, 'other', 'star')
    signs.give(own.id, 'star')
    expect(signs.turned([own], own, 'adult')).toBe('adult')
    expect(signs.turned([own], { ...own, kind: 'adult', icon: 'adult' }, 'library')).toBe('shelf')
    // One of the first stations has its kind's.
    expect(new Signs().turned([], station(2, 'library', 'shelf'), 'adult')).toBe('adult')
  })

  it('stays where the teacher has chosen it, or nobody knows who has', () => {
    const signs = new Signs()
    const own = station(1, 'other', 'star')
    signs.give(own.id, 'star')
    signs.choose(own.id)
    expect(signs.turned([own], own, 'adult')).toBe('star')
    expect(new Signs().turned([own], own, 'adult')).toBe('star')
  })

  it('is not that of another, and says no other kind', () => {
    const signs = new Signs()
    const own = station(1, 'other', 'star')
    const others = [station(2, 'adult', 'adult'), station(3, 'library', 'shelf')]
    signs.give(own.id, 'star')
    expect(signs.turned([own, ...others], own, 'adult')).toBe('star')
    expect(signs.turned(others, station(4, 'technology', 'screen'), 'adult')).toBe('star')
  })
})

describe('room at a station', () => {
  it('is for every group where it is never too small', () => {
    const board = { groups: [1, 2, 3] } as unknown as RotationBoard
    expect(
      [3, 4, 40].map(capacity => hasRoomForAll(board, station(1, 'independent', 'pencil', capacity))),
    ).toEqual([false, true, true])
  })
})

describe('what goes with a station or a block', () => {
  const visit = (blockId: number, stationId: number | null) => ({
    blockId: blockId as BlockId,
    stationId: stationId as StationId | null,
  })
  const meeting = (blockId: number, isWritten: boolean) => ({
    ...visit(blockId, 1),
    own: { aim: isWritten, moves: false, materials: false, check: false },
  })
  const board = {
    weeks: [
      {
        cells: [visit(1, 1), visit(1, 2), visit(2, 1), visit(2, null)],
        meetings: [meeting(1, true), meeting(2, false)],
      },
      { cells: [visit(1, 1)], meetings: [meeting(1, true)] },
    ],
  } as unknown as RotationBoard

  it('is counted in all weeks', () => {
    expect(goesWith(board, one => one.stationId === 1)).toBe('3 visits and 2 meetings with texts')
    expect(goesWith(board, one => one.blockId === 2)).toBe('1 visit')
    expect(goesWith(board, one => one.stationId === 3)).toBe('')
  })
})
