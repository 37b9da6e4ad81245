import type { CellKey, DemandTerms, Obstacle, Station } from '../../src-main/contract/rotation.ts'
import { rotation, type RotationPanel } from '../state/rotation.svelte.ts'
import { whenInWords } from './cell-words.ts'

/** Does what was offered: `again` = it is done, and the week can be proposed anew; `opened` = the teacher goes on. */
export type Fix = () => Promise<'again' | 'opened'>

/**
 * What a press of a remedy does. What concerns one demand, lock or capacity is done at once; what needs a decision,
 * such as when an adult comes, opens the place where it is made.
 *
 * @param obstacle what the remedy is about; null = none of them alone
 */
export function fixFor(obstacle: Obstacle | null, words: string): Fix {
  const demand = rotation.board?.demands.find(({ id }) => id === obstacle?.demandId)
  if (demand) {
    // A demand for every group is given up or loosened where the teacher sees whom it concerns.
    const isForAll = demand.terms.kind === 'tableVisits' && demand.terms.who.kind === 'everyGroup'
    if (isForAll) return open('demands')
    if (words.startsWith('Give it up')) {
      return change(() => rotation.change('removeDemand', { demandId: demand.id }))
    }
    const terms = loosened(demand.terms, words)
    if (terms) return change(() => rotation.change('updateDemand', { demandId: demand.id, terms }))
    return open('demands')
  }
  const locked = obstacle && lockedCell(obstacle.words)
  if (locked) {
    return change(async () => {
      await rotation.lock([locked], false)
      return true
    })
  }
  const room = /^Let (\d+) groups be at /.exec(words)
  const station = room && stationNamed(words.slice(room[0].length))
  if (room && station) {
    return change(() =>
      rotation.change('updateStation', { stationId: station.id, capacity: Number(room[1]) }),
    )
  }
  if (words.startsWith('Have ')) return open(words.startsWith('Have the teacher') ? 'blocks' : 'adults')
  if (/^(Ask|Allow|Give)/.test(words)) return open('demands')
  return words.startsWith('Add ') ? open('blocks') : open('stations')
}

function loosened(terms: DemandTerms, words: string): DemandTerms | null {
  const number = /one visit/.test(words) ? 1 : Number(/\d+/.exec(words)?.[0])
  if (!Number.isInteger(number)) return null
  if (terms.kind === 'tableVisits' || terms.kind === 'mustVisit') return { ...terms, least: number }
  return terms.kind === 'mostChanges' ? { ...terms, most: number } : null
}

/** The cell whose lock is said to be in the way: "The lock of B on Monday 9:10: Library". */
function lockedCell(words: string): CellKey | null {
  const { board } = rotation
  const found = board?.weeks.flatMap(({ week, cells }) =>
    cells.flatMap(({ blockId, position, locked }) => {
      const block = rotation.blocks.get(blockId)
      const letter = board.groups[position]?.letter ?? ''
      const when =
        block && `${whenInWords(block)}${board.weeks.length > 1 ? ` in week ${week.toUpperCase()}` : ''}`
      const isMeant = locked && when && words.startsWith(`The lock of ${letter} on ${when}:`)
      return isMeant ? [{ week, blockId, position }] : []
    }),
  )
  return found?.[0] ?? null
}

function stationNamed(rest: string): Station | null {
  const all = rotation.board?.stations ?? []
  return all.find(({ name }) => rest.startsWith(`${name} at a time`)) ?? null
}

function change(act: () => Promise<boolean>): Fix {
  return async () => ((await act()) ? 'again' : 'opened')
}

function open(panel: RotationPanel): Fix {
  return () => {
    rotation.panel = panel
    return Promise.resolve('opened')
  }
}
