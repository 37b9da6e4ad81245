import { weekdayName } from '../contract/clock-words.ts'
import type { Obstacle, Remedy } from '../contract/rotation-proposal.ts'
import type { Block, DemandTerms, Week } from '../contract/rotation.ts'
import { MINUTES_OF_A_DAY } from '../contract/station-choices.ts'
import { nameOf, type Asked } from '../rotation/asked.ts'
import type { Change, Remedy as Tried } from '../rotation/remedies.ts'
import { weeksIn } from './rotation-change.ts'
import type { AskedDemand, NumberedWeeks } from './rotation-problem.ts'
import { endOf, isIn, stationOf, type RotationState } from './rotation-state.ts'
import {
  cellInWords,
  demandInWords,
  groupAt,
  inWeek,
  listed,
  small,
  stationName,
  whenInWeek,
  whenOf,
} from './rotation-words.ts'

/** What cannot hold together, in words, and what would help. */
export interface ObstaclesInWords {
  readonly week: Week
  /** Those first that are enough to mend. */
  readonly obstacles: Obstacle[]
  readonly isOneEnough: boolean
  /** What is not about one of the obstacles alone. */
  readonly remedies: Remedy[]
}

/** Says a contradiction as a teacher would, and its remedies as what can be done in the rotation. */
export function obstaclesInWords(
  state: RotationState,
  weeks: NumberedWeeks,
  asked: readonly Asked[],
  remedies: readonly Tried[],
): ObstaclesInWords {
  const words = new ObstacleWords(state, weeks)
  const about = (one: Asked) => remedies.filter(remedy => isAbout(remedy.change, one))
  const isEnough = (one: Asked) => about(one).some(({ solvesAll }) => solvesAll !== false)
  const isOneEnough = asked.some(isEnough)
  return {
    week: words.weekOf(asked[0]),
    obstacles: asked
      .toSorted((one, other) => Number(isEnough(other)) - Number(isEnough(one)))
      .map(one => ({
        demandId: one.kind === 'demand' ? weeks.asked[one.at].demandId : null,
        words: words.obstacle(one),
        // Where none of them is enough that is said once, and not of each.
        remedies: about(one).flatMap(remedy => words.remedy(remedy, isOneEnough)),
      })),
    isOneEnough,
    remedies: remedies.flatMap(remedy =>
      asked.some(one => isAbout(remedy.change, one)) ? [] : words.remedy(remedy, true),
    ),
  }
}

function isAbout(change: Change, asked: Asked): boolean {
  if (change.kind === 'giveUp') return nameOf(change.asked) === nameOf(asked)
  return (
    (change.kind === 'least' || change.kind === 'most') &&
    asked.kind === 'demand' &&
    asked.at === change.demand
  )
}

class ObstacleWords {
  readonly #state: RotationState
  readonly #weeks: NumberedWeeks

  constructor(state: RotationState, weeks: NumberedWeeks) {
    this.#state = state
    this.#weeks = weeks
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
        return `Every group has a station on ${this.#when(asked.block)}`
      case 'locked': {
        const cell = this.#weeks.locked[asked.at]
        const station = stationOf(this.#state, cell)
        const where = station ? stationName(this.#state, station.id) : 'no station'
        return `The lock of ${cellInWords(this.#state, cell)}: ${where}`
      }
    }
  }

  /** What would help, as one thing to do; none where a rotation cannot say it. */
  remedy({ change, solvesAll }: Tried, saysWhatFollows: boolean): Remedy[] {
    const remedy = this.#remedy(change)
    const then = saysWhatFollows && solvesAll === false ? ' (then something else is in the way)' : ''
    return remedy ? [{ ...remedy, words: `${remedy.words}${then}` }] : []
  }

  #remedy(change: Change): Remedy | null {
    const { stations, adults } = this.#state
    switch (change.kind) {
      case 'giveUp':
        return this.#giveUp(change.asked)
      case 'least':
      case 'most': {
        const { kind } = this.#weeks.asked[change.demand].terms
        const { visits } = change
        // A station that is not to be visited may only be allowed altogether: that is giving it up.
        if (visits > MOST_TIMES || (change.kind === 'most') !== (kind === 'mostChanges')) return null
        const words =
          kind === 'mostChanges'
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
        const [first] = change.days
        const days = change.days.map(day => this.#oneMoreOn(day))
        if (!days.every(day => day !== null)) return null
        return { kind: 'day', words: `Add one more rotation on ${listed(days)}…`, weekday: (first % 7) + 1 }
      }
    }
  }

  /**
   * Where one more rotation goes on a day, 0 = Monday of week A: after the last one there, and after what is on then,
   * which the search for a week knows nothing of; null = there is no time for it before midnight.
   */
  #oneMoreOn(day: number): string | null {
    const { blocks, weeks } = this.#state
    const weekday = (day % 7) + 1
    const week: Week = day < 7 ? 'a' : 'b'
    const ofDay = blocks.filter(block => block.weekday === weekday && isIn(block.weeks, week))
    const last = ofDay.findLast(({ kind }) => kind === 'rotation')
    if (!last) return null
    let before = last
    for (const block of ofDay.slice(ofDay.indexOf(last) + 1)) {
      if (block.start < endOf(before) + last.minutes) before = block
    }
    if (endOf(before) + last.minutes > MINUTES_OF_A_DAY) return null
    const name = `${weekdayName(weekday)}${weeks.length > 1 ? ` of week ${week.toUpperCase()}` : ''}`
    if (before === last) return name
    return `${name} after ${before.name || (before.kind === 'break' ? 'the break' : 'the time together')}`
  }

  #giveUp(asked: Asked): Remedy {
    switch (asked.kind) {
      case 'demand':
        return this.#relief('Give it up', asked.at, null)
      case 'locked':
        return {
          kind: 'change',
          words: 'Unlock it',
          change: { kind: 'unlock', cell: this.#weeks.locked[asked.at] },
        }
      case 'everybody': {
        const { problem, places } = this.#weeks
        const { block, week } = places[asked.block]
        const free = problem.groups.findIndex(
          ({ away }, group) =>
            !away.includes(asked.block) &&
            !problem.locked.some(lock => lock.block === asked.block && lock.group === group),
        )
        return {
          kind: 'cell',
          words: `Lock one group at no station on ${this.#when(asked.block)}…`,
          cell: { week, blockId: block.id, position: Math.max(0, free) },
        }
      }
    }
  }

  /** Another number for one demand, for whom it is meant. */
  #relief(words: string, at: number, times: number | null): Remedy {
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
      change: { kind: 'demands', demands: [{ demandId, position, times }] },
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
    const said = fewer.map(({ times, ...asked }) => {
      const { terms } = asked
      if (times === null) return `no longer ${small(this.#demand(asked))}`
      return small(this.#demand({ ...asked, terms: 'least' in terms ? { ...terms, least: times } : terms }))
    })
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

/** The group whose part it is of a demand for every group. */
function groupAlone({ terms, who }: Pick<AskedDemand, 'terms' | 'who'>): number | null {
  const isForAll = terms.kind === 'tableVisits' && terms.who.kind === 'everyGroup'
  return isForAll && who?.kind === 'group' ? who.position : null
}
