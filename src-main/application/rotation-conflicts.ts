import type { Conflict, UnmetDemand } from '../contract/rotation.ts'
import { findConflicts, wholeOf, type Conflict as Found, type Part } from '../rotation/conflicts.ts'
import { FaultWords } from './fault-words.ts'
import type { NumberedWeeks } from './rotation-problem.ts'
import type { RotationState } from './rotation-state.ts'

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

/** As `faultsOf`, in the order they are found; with `part`, only those that may change with it: see `findConflicts`. */
export function sizedFaults(
  state: RotationState,
  weeks: NumberedWeeks,
  filled: Int32Array = weeks.filled,
  part?: Part,
): SizedFault[] {
  const words = new FaultWords(state, weeks)
  const found = findConflicts(weeks.problem, filled, part)
  const judged = part ?? wholeOf(weeks.problem)
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
    ...judged.groups.flatMap(group =>
      words.repeats(group, filled).map(conflict => alone('twiceRunning', conflict)),
    ),
    // The more students miss it, the larger the fault.
    ...words.missed(filled, judged).map(({ conflict, students }) => ({
      ...alone('missed', conflict),
      size: students,
    })),
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
