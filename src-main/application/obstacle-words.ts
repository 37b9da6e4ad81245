import { weekdayName } from '../contract/clock-words.ts'
import type { DemandTerms, Obstacle, Week } from '../contract/rotation.ts'
import { nameOf, type Asked } from '../rotation/asked.ts'
import type { Change, Remedy } from '../rotation/remedies.ts'
import { stationOf } from './rotation-state.ts'
import type { AskedDemand, NumberedWeeks } from './rotation-problem.ts'
import type { RotationState } from './rotation-state.ts'
import { cellInWords, demandInWords, groupAt, listed, small, times, whenInWeek } from './rotation-words.ts'

/** What cannot hold together, in words, and what would help. */
export interface ObstaclesInWords {
  readonly week: Week
  readonly obstacles: Obstacle[]
  /** What is not about one of the obstacles alone. */
  readonly remedies: string[]
}

/** Says a contradiction and its remedies as a teacher would. */
export function obstaclesInWords(
  state: RotationState,
  weeks: NumberedWeeks,
  asked: readonly Asked[],
  remedies: readonly Remedy[],
): ObstaclesInWords {
  const words = new ObstacleWords(state, weeks)
  return {
    week: words.weekOf(asked[0]),
    obstacles: asked.map(one => ({
      demandId: one.kind === 'demand' ? weeks.asked[one.at].demandId : null,
      words: words.obstacle(one),
      remedies: remedies.flatMap(remedy => (isAbout(remedy.change, one) ? [words.remedy(remedy)] : [])),
    })),
    remedies: remedies.flatMap(remedy =>
      asked.some(one => isAbout(remedy.change, one)) ? [] : [words.remedy(remedy)],
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
      case 'demand':
        return this.#demand(this.#weeks.asked[asked.at])
      case 'everybody':
        return `Every group has a station on ${this.#when([asked.block])}`
      case 'locked': {
        const cell = this.#weeks.locked[asked.at]
        const where = stationOf(this.#state, cell)?.name
        return `The lock of ${cellInWords(this.#state, cell)}: ${where ?? 'no station'}`
      }
    }
  }

  /** What would help; each was tried. */
  remedy({ change, solvesAll }: Remedy): string {
    return `${this.#change(change)}${solvesAll === false ? ' (then something else is in the way)' : ''}`
  }

  #change(change: Change): string {
    const { stations, adults } = this.#state
    switch (change.kind) {
      case 'giveUp':
        return change.asked.kind === 'locked' ? 'Unlock it' : 'Give it up'
      case 'least':
        return `Ask for ${change.visits === 1 ? 'one visit' : `${change.visits} visits`} a week`
      case 'most': {
        const { kind } = this.#weeks.asked[change.demand].terms
        return kind === 'mostChanges'
          ? `Allow ${change.visits} ${change.visits === 1 ? 'change' : 'changes'} a day`
          : `Allow it ${times(change.visits)} a week`
      }
      case 'leasts':
        return `Ask for less: ${change.demands
          .map(({ demand, visits }) => {
            const { terms, ...asked } = this.#weeks.asked[demand]
            const fewer = 'least' in terms ? { ...terms, least: visits } : terms
            return small(this.#demand({ ...asked, terms: fewer }))
          })
          .join('; ')}`
      case 'room':
        return `Let ${change.capacity} groups be at ${stations[change.station].name} at a time`
      case 'teacher':
        return `Have the teacher there on ${this.#when(change.blocks)} as well`
      case 'adult':
        return `Have ${adults[change.adult]?.name ?? 'another adult'} there on ${this.#when(change.blocks)}${
          change.adult < adults.length ? ' as well' : ''
        }`
      case 'blocks': {
        const days = change.days.map(day => {
          const week = day < 7 ? 'A' : 'B'
          const name = weekdayName((day % 7) + 1)
          return this.#state.weeks.length > 1 ? `${name} of week ${week}` : name
        })
        return `Add one more rotation on ${listed(days)}`
      }
    }
  }

  /** What one group of several is asked for. */
  #demand({ terms, who }: AskedDemand): string {
    if (terms.kind === 'mostChanges' && who?.kind === 'group') {
      return `${demandInWords(this.#state, terms)} for ${groupAt(who.position)}`
    }
    const own: DemandTerms = terms.kind === 'tableVisits' && who !== null ? { ...terms, who } : terms
    return demandInWords(this.#state, own)
  }

  #when(blocks: readonly number[]): string {
    return listed(
      blocks.map(at => {
        const { block, week } = this.#weeks.places[at]
        return whenInWeek(this.#state, block, week)
      }),
    )
  }
}
