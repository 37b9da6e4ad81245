import { clockTime, weekdayName } from '../contract/clock-words.ts'
import type { CellKey, Conflict, UnmetDemand } from '../contract/rotation.ts'
import { groupLetter } from '../grouping/letters.ts'
import { findConflicts, type Cell, type Conflict as Found } from '../rotation/conflicts.ts'
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

/** What is not as it should be, in words; the rules first. */
export interface Faults {
  readonly conflicts: Conflict[]
  readonly unmet: UnmetDemand[]
}

/** One fault, so that it can be found again in the same week filled in another way. */
export interface SizedFault {
  /** The same for the same kind of fault in the same place. */
  readonly name: string
  /** How far it is from right: visits that are missing, groups that are too many. More than 0. */
  readonly size: number
  /** Empty where another fault says it. */
  readonly conflicts: readonly Conflict[]
  /** The demand that is not met; null where it is another fault. */
  readonly unmet: UnmetDemand | null
}

/**
 * Says every fault of filled weeks in words.
 *
 * @param filled blocks x groups; what is in the numbered weeks now if left out
 */
export function faultsOf(state: RotationState, weeks: NumberedWeeks, filled?: Int32Array): Faults {
  const faults = sizedFaults(state, weeks, filled)
  return {
    conflicts: faults
      .flatMap(({ conflicts }) => conflicts)
      .sort((a, b) => Number(b.isRule) - Number(a.isRule)),
    unmet: faults.flatMap(({ unmet }) => unmet ?? []),
  }
}

/** As `faultsOf`, in the order they are found. */
export function sizedFaults(
  state: RotationState,
  weeks: NumberedWeeks,
  filled: Int32Array = weeks.filled,
): SizedFault[] {
  const words = new FaultWords(state, weeks)
  const found = findConflicts(weeks.problem, filled)
  return [
    ...found.flatMap((one): SizedFault[] => {
      const sized = { name: nameOf(weeks, one), size: sizeOf(weeks, one) }
      if (one.kind === 'tooFew') {
        return [{ ...sized, conflicts: [], unmet: words.unmet(weeks.asked[one.demand], one.visits) }]
      }
      const conflicts = isSaidByAnother(one, found) ? [] : words.conflict(one)
      // Each visit of a station that is not to be visited is a fault by itself.
      if (one.kind === 'tooMany') return conflicts.map(conflict => alone(sized.name, conflict))
      return [{ ...sized, conflicts, unmet: null }]
    }),
    ...[...weeks.problem.groups.keys()].flatMap(group =>
      words.repeats(group, filled).map(conflict => alone('twiceRunning', conflict)),
    ),
    ...words.missed(filled),
  ]
}

/** A fault that is there or not, known by its cells. */
const alone = (name: string, conflict: Conflict): SizedFault => ({
  name: `${name} ${JSON.stringify(conflict.cells)}`,
  size: 1,
  conflicts: [conflict],
  unmet: null,
})

/** The same for one kind of fault in one place, however large it is and whoever is in it. */
function nameOf({ places }: NumberedWeeks, found: Found): string {
  switch (found.kind) {
    case 'tooFew':
    case 'tooMany':
      return `${found.kind} ${found.demand}`
    case 'tooManyChanges': {
      const { block, week } = places[found.cells[0].block]
      return `${found.kind} ${found.demand} ${week} ${block.weekday}`
    }
    case 'together':
      return `${found.kind} ${found.demand} ${found.block}`
    case 'room':
      return `${found.kind} ${found.block} ${found.station}`
    case 'adult':
      return `${found.kind} ${found.block} ${found.adult ?? 'any'}`
    case 'teacher':
    case 'closed':
      return `${found.kind} ${found.block}`
    case 'nowhere':
    case 'away':
    case 'break':
    case 'locked':
      return `${found.kind} ${found.block} ${found.group}`
  }
}

/** How far a fault is from right. */
function sizeOf({ places, problem }: NumberedWeeks, found: Found): number {
  switch (found.kind) {
    case 'room':
      return found.visits - found.capacity
    case 'adult':
      return found.stations.length - found.here
    case 'teacher':
      return found.stations.length - (places[found.block].block.hasTeacher ? 1 : 0)
    case 'tooFew':
    case 'tooManyChanges': {
      const demand = problem.demands[found.demand]
      if (demand.kind === 'changes') return found.visits - demand.most
      return 'least' in demand ? demand.least - found.visits : 1
    }
    default:
      return 1
  }
}

/** That adults are too few is said once where one of them is missed by name. */
function isSaidByAnother(one: Found, all: readonly Found[]): boolean {
  return (
    one.kind === 'adult' &&
    one.adult === null &&
    all.some(
      other =>
        other.kind === 'adult' &&
        other.adult !== null &&
        other.block === one.block &&
        other.stations.length - other.here >= one.stations.length - one.here,
    )
  )
}

/** One fault in words a teacher uses. */
class FaultWords {
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

  /** Visits of the table while students of the group are pulled out; more of them are a larger fault. */
  missed(filled: Int32Array): SizedFault[] {
    const { problem, places } = this.#weeks
    const { plan, pullOuts } = this.#state
    const width = problem.groups.length
    return [...filled.keys()].flatMap((cell): SizedFault[] => {
      const [group, block] = [cell % width, Math.floor(cell / width)]
      const isVisit = filled[cell] !== NOWHERE && problem.stations[filled[cell]].lead.kind === 'teacher'
      // That the whole group is away is said as such.
      if (!isVisit || problem.groups[group].away.includes(block)) return []
      const students = plan.book.students.filter((_, at) => {
        const student = problem.students[at]
        return student.group === group && student.away.includes(block)
      })
      if (students.length === 0) return []
      const away = awayFrom(this.#state, places[block])
      const reasons = new Set(
        pullOuts.filter(({ id }) => students.some(one => away.get(one.id) === id)).map(({ name }) => name),
      )
      const who = listed(students.map(({ label }) => label))
      const words = `${capital(groupAt(group))} is at the table on ${this.#when(block)}; ${who} ${students.length === 1 ? 'is' : 'are'} elsewhere then (${listed([...reasons])}).`
      const conflict: Conflict = {
        kind: 'missed',
        isRule: false,
        words,
        cells: [this.#key({ block, group })],
      }
      return [{ ...alone('missed', conflict), size: students.length }]
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
