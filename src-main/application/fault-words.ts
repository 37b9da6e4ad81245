import { clockTime, weekdayName } from '../contract/clock-words.ts'
import type { CellKey, Conflict, UnmetDemand } from '../contract/rotation.ts'
import { groupLetter } from '../grouping/letters.ts'
import type { Cell, Conflict as Found, Part } from '../rotation/conflicts.ts'
import { successiveBlocks } from '../rotation/successive-blocks.ts'
import { NOWHERE } from '../rotation/week-problem.ts'
import {
  awayFrom,
  groupAwayFrom,
  type AskedDemand,
  type NumberedWeeks,
  type Place,
} from './rotation-problem.ts'
import type { RotationState } from './rotation-state.ts'
import {
  capital,
  groupAt,
  inWeek,
  listed,
  stationName,
  times,
  whenInWeek,
  whoInWords,
} from './rotation-words.ts'

/** One fault in words a teacher uses. */
export class FaultWords {
  readonly #state: RotationState
  readonly #weeks: NumberedWeeks

  constructor(state: RotationState, weeks: NumberedWeeks) {
    this.#state = state
    this.#weeks = weeks
  }

  unmet({ demandId, terms, who, week }: AskedDemand, visits: number): UnmetDemand {
    const name = who ? capital(whoInWords(this.#state, who)) : ''
    const where =
      terms.kind === 'mustVisit' ? `at ${stationName(this.#state, terms.stationId)}` : 'at the table'
    const least = terms.kind === 'tableVisits' || terms.kind === 'mustVisit' ? terms.least : 0
    const often = visits === 0 ? 'never' : times(visits)
    const words = `${name} is ${often} ${where}${inWeek(this.#state, week) || ' in the week'}; ${least} ${least === 1 ? 'visit was' : 'visits were'} asked for.`
    return { demandId, who, words }
  }

  conflict(found: Found): Conflict[] {
    const make = (kind: Conflict['kind'], words: string, isRule = true): Conflict[] => [
      { kind, isRule, words, cells: found.cells.map(cell => this.#key(cell)) },
    ]
    switch (found.kind) {
      case 'nowhere':
        return make(
          'nowhere',
          `${groupLetter(found.group)} has no station on ${this.#when(found.block)}.`,
          false,
        )
      case 'away':
        return make('away', this.#away(found.group, found.block))
      case 'room': {
        const name = this.#station(found.station)
        const { capacity } = found
        return make(
          'capacity',
          `${name} takes ${capacity} ${capacity === 1 ? 'group' : 'groups'} at a time; ${this.#letters(found.cells)} are there on ${this.#when(found.block)}.`,
        )
      }
      case 'teacher': {
        const names = listed(found.stations.map(at => this.#station(at)))
        return this.#place(found.block).block.hasTeacher
          ? make(
              'adultTwice',
              `The teacher cannot be at ${names} at one time, on ${this.#when(found.block)}.`,
            )
          : make(
              'noAdult',
              `The teacher is not there on ${this.#when(found.block)}; ${this.#letters(found.cells)} cannot be at ${names}.`,
            )
      }
      case 'adult': {
        const names = listed(found.stations.map(at => this.#station(at)))
        const when = this.#when(found.block)
        if (found.adult !== null) {
          const { name } = this.#state.adults[found.adult]
          return found.here === 0
            ? make('noAdult', `${names} is led by ${name}, who is not there on ${when}.`)
            : make('adultTwice', `${name} cannot lead ${names} at one time, on ${when}.`)
        }
        return found.here === 0
          ? make(
              'noAdult',
              `${names} ${found.stations.length === 1 ? 'needs' : 'need'} an adult; there is none on ${when}.`,
            )
          : make(
              'noAdult',
              `${names} need an adult each; on ${when} there ${found.here === 1 ? 'is' : 'are'} only ${found.here}.`,
            )
      }
      case 'tooMany': {
        const { terms, who } = this.#weeks.asked[found.demand]
        if (terms.kind !== 'mustNotVisit' || who === null) return []
        const name = stationName(this.#state, terms.stationId)
        return found.cells.flatMap((cell): Conflict[] => [
          {
            kind: 'mustNotVisit',
            isRule: true,
            cells: [this.#key(cell)],
            words: `${capital(whoInWords(this.#state, who))} is not to be at ${name}, and is there on ${this.#when(cell.block)}.`,
          },
        ])
      }
      case 'together':
        return make(
          'apart',
          `${this.#letters(found.cells)} are not to be at one station; both are at ${this.#station(found.station)} on ${this.#when(found.block)}.`,
        )
      case 'tooManyChanges': {
        const { terms, who } = this.#weeks.asked[found.demand]
        const most = terms.kind === 'mostChanges' ? terms.most : 0
        const { block, week } = this.#place(found.cells[0].block)
        const day = `${weekdayName(block.weekday)}${inWeek(this.#state, week)}`
        const name = who ? capital(whoInWords(this.#state, who)) : 'A group'
        return make(
          'mostChanges',
          `${name} changes its station ${times(found.visits)} on ${day}; at most ${most} ${most === 1 ? 'was' : 'were'} asked for.`,
        )
      }
      default:
        // Breaks, closed stations and moved locks cannot be in a week that was numbered from a rotation.
        return []
    }
  }

  /** One station in two blocks that follow each other. */
  repeats(group: number, filled: Int32Array): Conflict[] {
    const { problem } = this.#weeks
    const width = problem.groups.length
    return successiveBlocks(problem, group).flatMap(({ from, to, isSameDay }): Conflict[] => {
      const station = filled[from * width + group]
      if (station === NOWHERE || station !== filled[to * width + group]) return []
      const { block } = this.#place(to)
      const then = isSameDay ? clockTime(block.start) : this.#when(to)
      return [
        {
          kind: 'twiceRunning',
          isRule: false,
          cells: [from, to].map(at => this.#key({ block: at, group })),
          words: `${capital(groupAt(group))} is at ${this.#station(station)} twice running, on ${this.#when(from)} and ${then}.`,
        },
      ]
    })
  }

  /** Visits of the table while students of the group are pulled out, with how many those are. */
  missed(filled: Int32Array, { blocks, groups }: Part): { conflict: Conflict; students: number }[] {
    return blocks.flatMap(block =>
      groups.flatMap(group => {
        const students = this.#missing(filled, { block, group })
        if (students.length === 0) return []
        const away = awayFrom(this.#state, this.#place(block))
        const reasons = new Set(
          this.#state.pullOuts
            .filter(({ id }) => students.some(one => away.get(one.id) === id))
            .map(({ name }) => name),
        )
        const who = listed(students.map(({ label }) => label))
        const words = `${capital(groupAt(group))} is at the table on ${this.#when(block)}; ${who} ${students.length === 1 ? 'is' : 'are'} elsewhere then (${listed([...reasons])}).`
        const cells = [this.#key({ block, group })]
        return [{ conflict: { kind: 'missed', isRule: false, words, cells }, students: students.length }]
      }),
    )
  }

  /** Who of a group is pulled out while it is at the table. */
  #missing(filled: Int32Array, { block, group }: Cell): RotationState['plan']['book']['students'] {
    const { problem } = this.#weeks
    const station = filled[block * problem.groups.length + group]
    const isVisit = station !== NOWHERE && problem.stations[station].lead.kind === 'teacher'
    // That the whole group is away is said as such.
    if (!isVisit || problem.groups[group].away.includes(block)) return []
    return this.#state.plan.book.students.filter((_, at) => {
      const student = problem.students[at]
      return student.group === group && student.away.includes(block)
    })
  }

  #away(group: number, at: number): string {
    const place = this.#place(at)
    const name = capital(groupAt(group))
    if (this.#state.plan.groups[group].members.length === 0) return `${name} has no students.`
    const names = groupAwayFrom(this.#state, group, place).map(pullOut => pullOut.name)
    return `${name} is pulled out on ${this.#when(at)} (${listed([...new Set(names)])}).`
  }

  #place(at: number): Place {
    return this.#weeks.places[at]
  }

  #station(at: number): string {
    return stationName(this.#state, this.#state.stations[at].id)
  }

  #when(at: number): string {
    const { block, week } = this.#place(at)
    return whenInWeek(this.#state, block, week)
  }

  #key({ block: at, group }: Cell): CellKey {
    const { block, week } = this.#place(at)
    return { week, blockId: block.id, position: group }
  }

  #letters(cells: readonly Cell[]): string {
    return listed([...new Set(cells.map(({ group }) => groupLetter(group)))].sort())
  }
}
