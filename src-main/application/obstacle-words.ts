import type { DemandId } from '../contract/ids.ts'
import type { Obstacle, Remedy } from '../contract/rotation-proposal.ts'
import type { Block, DemandTerms, Week } from '../contract/rotation.ts'
import { groupLetter } from '../grouping/letters.ts'
import { nameOf, type Asked } from '../rotation/asked.ts'
import type { Change, Remedy as Tried } from '../rotation/remedies.ts'
import type { Contradiction } from '../rotation/smallest-conflict.ts'
import { weeksIn } from './rotation-change.ts'
import { groupAlone, type AskedDemand, type NumberedWeeks } from './rotation-problem.ts'
import { stationOf, type RotationState } from './rotation-state.ts'
import {
  cellInWords,
  demandInWords,
  groupAt,
  inWeek,
  listed,
  small,
  stationName,
  times,
  whenInWeek,
  whenOf,
} from './rotation-words.ts'
import { fewPlacesInWords, fewVisitsInWords } from './shortage-words.ts'
import type { SparePlace } from './spare-blocks.ts'

/** What cannot hold together, in words, and what would help. */
export interface ObstaclesInWords {
  readonly week: Week
  /** Where it is plain arithmetic. */
  readonly reason: string | null
  /** Those first about which something can be done. */
  readonly obstacles: Obstacle[]
  /** Each remedy lets everything hold; where any does, the others are left out. */
  readonly isOneEnough: boolean
  /** It is proven that none of the obstacles can be left out. */
  readonly isSmallest: boolean
  /** What is not about one of the obstacles alone. */
  readonly remedies: Remedy[]
}

/** Of a demand for several groups: those of its groups that need the teacher least. */
const MOST_ALIKE = 3

/**
 * Says a contradiction as a teacher would, and its remedies as what can be done in the rotation.
 *
 * @param spare what the blocks are that could be added
 */
export function obstaclesInWords(
  state: RotationState,
  weeks: NumberedWeeks,
  spare: readonly SparePlace[],
  contradiction: Contradiction,
  tried: readonly Tried[],
): ObstaclesInWords {
  const { asked } = contradiction
  const words = new ObstacleWords(state, weeks, spare)
  const sayable = tried.filter(one => words.remedy(one) !== null)
  const isOneEnough = sayable.some(({ solvesAll }) => solvesAll === true)
  const offered = isOneEnough ? sayable.filter(({ solvesAll }) => solvesAll === true) : sayable
  const say = (some: readonly Tried[]) => some.flatMap(one => words.remedy(one) ?? [])
  const few = fewVisitsInWords(state, weeks, contradiction)
  const obstacles = few
    ? [...Map.groupBy(few.asked, one => words.demandId(one))].map(([demandId, some]) => ({
        demandId,
        words: words.whole(some[0]),
        remedies: say(words.fewOf(some, offered)),
      }))
    : asked.map(one => ({
        demandId: words.demandId(one),
        words: words.obstacle(one),
        remedies: say(offered.filter(({ change }) => words.isAbout(change, one))),
      }))
  const isOpen = ({ remedies }: Obstacle) => Number(remedies.length > 0)
  return {
    week: words.weekOf(asked[0]),
    reason: few?.words ?? null,
    obstacles: obstacles.toSorted((one, other) => isOpen(other) - isOpen(one)),
    isOneEnough,
    isSmallest: few?.isSmallest ?? contradiction.isIrreducible,
    remedies: say(offered.filter(({ change }) => !asked.some(one => words.isAbout(change, one)))),
  }
}

class ObstacleWords {
  readonly #state: RotationState
  readonly #weeks: NumberedWeeks
  readonly #spare: readonly SparePlace[]

  constructor(state: RotationState, weeks: NumberedWeeks, spare: readonly SparePlace[]) {
    this.#state = state
    this.#weeks = weeks
    this.#spare = spare
  }

  /** null = not a demand. */
  demandId(asked: Asked): DemandId | null {
    return asked.kind === 'demand' ? this.#weeks.asked[asked.at].demandId : null
  }

  /** Whether it is asked for less, or no more, by a change. */
  isAbout(change: Change, asked: Asked): boolean {
    const isChangedWith = (at: number) => {
      const { demands } = this.#weeks.together
      return asked.kind === 'demand' && demands[asked.at] === demands[at]
    }
    switch (change.kind) {
      case 'giveUp':
        return change.asked.kind === 'demand'
          ? isChangedWith(change.asked.at)
          : nameOf(change.asked) === nameOf(asked)
      case 'nowhere':
        return asked.kind === 'everybody' && asked.block === change.block
      case 'least':
      case 'most':
        return isChangedWith(change.demand)
      default:
        return false
    }
  }

  weekOf(asked: Asked): Week {
    switch (asked.kind) {
      case 'demand':
        return this.#weeks.asked[asked.at].week
      case 'locked':
        return this.#weeks.locked[asked.at].week
      case 'everybody':
        return this.#weeks.places[asked.block].week
    }
  }

  obstacle(asked: Asked): string {
    switch (asked.kind) {
      case 'demand': {
        const one = this.#weeks.asked[asked.at]
        return `${this.#demand(one)}${inWeek(this.#state, one.week)}`
      }
      case 'everybody':
        return (
          fewPlacesInWords(this.#state, this.#weeks, asked.block) ??
          `Every group has a station on ${this.#when(asked.block)}`
        )
      case 'locked': {
        const cell = this.#weeks.locked[asked.at]
        const station = stationOf(this.#state, cell)
        const where = station ? stationName(this.#state, station.id) : 'no station'
        return `The lock of ${cellInWords(this.#state, cell)}: ${where}`
      }
    }
  }

  /** The demand that a part comes from: for every group, if it is. */
  whole(asked: Asked): string {
    if (asked.kind !== 'demand') return this.obstacle(asked)
    const { terms, week } = this.#weeks.asked[asked.at]
    return `${demandInWords(this.#state, terms)}${inWeek(this.#state, week)}`
  }

  /** What would help with parts of one demand: of several less rather than nothing, of those who need the teacher least. */
  fewOf(parts: readonly Asked[], tried: readonly Tried[]): readonly Tried[] {
    const own = tried.filter(({ change }) => parts.some(one => this.isAbout(change, one)))
    if (parts.length === 1) return own
    const { demands, groups } = this.#weeks.problem
    const needOf = ({ change }: Tried) => {
      const demand = change.kind === 'least' ? demands[change.demand] : null
      return demand?.kind === 'groupAtTable' ? groups[demand.group].need : 0
    }
    const less = own.filter(({ change }) => change.kind === 'least')
    return (less.length > 0 ? less : own).toSorted((a, b) => needOf(a) - needOf(b)).slice(0, MOST_ALIKE)
  }

  /** What would help, as one thing to do; null where a rotation cannot say it. */
  remedy({ change, solvesAll }: Tried): Remedy | null {
    const remedy = this.#remedy(change)
    if (!remedy || solvesAll === true) return remedy
    const then = solvesAll === false ? 'then something else is still in the way' : 'not tried to the end'
    return { ...remedy, words: `${remedy.words} (${then})` }
  }

  #remedy(change: Change): Remedy | null {
    const { stations, adults } = this.#state
    switch (change.kind) {
      case 'giveUp':
        return this.#giveUp(change.asked)
      case 'least':
      case 'most': {
        const { visits } = change
        if (visits > MOST_TIMES) return null
        const words =
          change.kind === 'most'
            ? `Allow ${visits} ${visits === 1 ? 'change' : 'changes'} a day`
            : `Ask for ${visits === 1 ? 'one visit' : `${visits} visits`} a week`
        return this.#relief(words, change.demand, visits)
      }
      case 'leasts':
        return this.#fewerVisits(change.demands)
      case 'room': {
        const { id: stationId } = stations[change.station]
        const { capacity } = change
        return {
          kind: 'change',
          words: `Let ${capacity} ${capacity === 1 ? 'group' : 'groups'} be at ${stationName(this.#state, stationId)} at a time`,
          change: { kind: 'room', stationId, capacity },
        }
      }
      case 'teacher': {
        const blocks = [...new Set(change.blocks.map(at => this.#weeks.places[at].block))]
        const isOne = this.#state.weeks.length === 1
        const when = blocks.map(block => {
          if (isOne || block.weeks !== 'every') return this.#when(this.#placeOf(block))
          return `${whenOf(block)} in both weeks`
        })
        return {
          kind: 'change',
          words: `Have the teacher there on ${listed(when)} as well`,
          change: { kind: 'teacher', blockIds: blocks.map(({ id }) => id) },
        }
      }
      case 'adult': {
        const when = listed(change.blocks.map(at => this.#when(at)))
        if (change.adult >= adults.length)
          return { kind: 'adults', words: `Have another adult there on ${when}…` }
        const { id: adultId, name } = adults[change.adult]
        const places = change.blocks.map(at => {
          const { block, week } = this.#weeks.places[at]
          return { blockId: block.id, weeks: weeksIn(this.#state, week) }
        })
        return {
          kind: 'change',
          words: `Have ${name} there on ${when} as well`,
          change: { kind: 'adult', adultId, places },
        }
      }
      case 'blocks': {
        const places = change.spare.map(at => this.#spare[at].place)
        const when = listed(places.map(({ block, week }) => whenInWeek(this.#state, block, week)))
        return {
          kind: 'change',
          words: `Add one more rotation on ${when}`,
          change: {
            kind: 'blocks',
            blocks: places.map(({ block: { weekday, start, minutes }, week }) => ({
              ...{ weekday, start, minutes },
              weeks: weeksIn(this.#state, week),
            })),
          },
        }
      }
      case 'nowhere': {
        const { block, week } = this.#weeks.places[change.block]
        const letters = change.groups.map(groupLetter)
        return {
          kind: 'change',
          words: `Leave ${letters.length === 1 ? 'group' : 'groups'} ${listed(letters)} at no station on ${this.#when(change.block)}`,
          change: {
            kind: 'nowhere',
            cells: change.groups.map(position => ({ week, blockId: block.id, position })),
          },
        }
      }
    }
  }

  #giveUp(asked: Asked & { readonly kind: 'demand' | 'locked' }): Remedy {
    if (asked.kind === 'demand') return this.#relief('Give it up', asked.at, null)
    const cell = this.#weeks.locked[asked.at]
    return { kind: 'change', words: 'Unlock it', change: { kind: 'unlock', cell } }
  }

  /** Another number for one demand, for whom it is meant. */
  #relief(words: string, at: number, left: number | null): Remedy {
    const { demandId, terms, who } = this.#weeks.asked[at]
    const position = groupAlone(this.#weeks.asked[at])
    const whom =
      position === null
        ? who && terms.kind === 'mostChanges'
          ? ' for every group'
          : ''
        : ` for ${groupAt(position)} alone`
    return {
      kind: 'change',
      words: `${words}${whom}${this.#state.weeks.length > 1 ? ', in both weeks' : ''}`,
      change: { kind: 'demands', demands: [{ demandId, position, times: left }] },
    }
  }

  /** Fewer visits for several demands; one that both weeks have is asked the fewer of its two. */
  #fewerVisits(demands: readonly { readonly demand: number; readonly visits: number }[]): Remedy | null {
    const least = new Map<string, { readonly at: number; readonly visits: number }>()
    for (const { demand: at, visits } of demands) {
      const { demandId } = this.#weeks.asked[at]
      const name = `${demandId} ${groupAlone(this.#weeks.asked[at])}`
      if (visits < (least.get(name)?.visits ?? Infinity)) least.set(name, { at, visits })
    }
    const fewer = [...least.values()].map(({ at, visits }) => ({
      ...this.#weeks.asked[at],
      times: visits === 0 ? null : visits,
    }))
    const isOfTable = ({ terms, who, times: left }: (typeof fewer)[number]) =>
      terms.kind === 'tableVisits' && who?.kind === 'group' && left !== null
    // "groups A and C twice, group B 3 times at the table"
    const byTimes = [...Map.groupBy(fewer.filter(isOfTable), one => one.times ?? 0)]
    const atTable = byTimes
      .toSorted(([one], [other]) => one - other)
      .map(([left, some]) => {
        const named = some.flatMap(({ who }) => (who?.kind === 'group' ? [groupLetter(who.position)] : []))
        // What is asked of every group may be asked of one by itself as well.
        const letters = [...new Set(named)]
        return `${letters.length === 1 ? 'group' : 'groups'} ${listed(letters)} ${times(left)}`
      })
    const others = fewer
      .filter(one => !isOfTable(one))
      .map(({ times: left, ...asked }) => {
        const { terms } = asked
        if (left === null) return `no longer ${small(this.#demand(asked))}`
        return small(this.#demand({ ...asked, terms: 'least' in terms ? { ...terms, least: left } : terms }))
      })
    const said = [...(atTable.length > 0 ? [`${atTable.join(', ')} at the table`] : []), ...others]
    return {
      kind: 'change',
      words: `Ask for less${this.#state.weeks.length > 1 ? ' in both weeks' : ''}: ${said.join('; ')}`,
      change: {
        kind: 'demands',
        demands: fewer.map(one => ({ demandId: one.demandId, position: groupAlone(one), times: one.times })),
      },
    }
  }

  /** What one group of several is asked for. */
  #demand({ terms, who }: Omit<AskedDemand, 'demandId'>): string {
    if (terms.kind === 'mostChanges' && who?.kind === 'group') {
      return `${demandInWords(this.#state, terms)} for ${groupAt(who.position)}`
    }
    const own: DemandTerms = terms.kind === 'tableVisits' && who !== null ? { ...terms, who } : terms
    return demandInWords(this.#state, own)
  }

  #placeOf(block: Block): number {
    return this.#weeks.places.findIndex(place => place.block === block)
  }

  #when(at: number): string {
    const { block, week } = this.#weeks.places[at]
    return whenInWeek(this.#state, block, week)
  }
}

/** As many times as a demand can say. */
const MOST_TIMES = 50
