import type { StudentId } from '../contract/ids.ts'
import type { DemandTerms, UnmetDemand } from '../contract/rotation.ts'
import type { RotationState } from './rotation-state.ts'
import { capital, demandInWords, groupAt, studentName } from './rotation-words.ts'

/** The groups that a demand names, by position; none where it is about every group, or about a student. */
export function positionsIn(terms: DemandTerms): readonly number[] {
  switch (terms.kind) {
    case 'tableVisits':
      return terms.who.kind === 'group' ? [terms.who.position] : []
    case 'mustVisit':
    case 'mustNotVisit':
      return [terms.position]
    case 'apart':
      return terms.positions
    case 'mostChanges':
      return []
  }
}

/** The student in no group whom a demand is about. */
function studentWithoutGroup({ plan }: RotationState, terms: DemandTerms): StudentId | null {
  if (terms.kind !== 'tableVisits' || terms.who.kind !== 'student') return null
  const { studentId } = terms.who
  const isSeated = plan.groups.some(({ members }) => members.some(one => one.studentId === studentId))
  return isSeated ? null : studentId
}

/**
 * Demands that name a group which is not there after a regroup, or has no students, once for each such group, or a student
 * who sits in none: no week can be held against them. None before groups were made.
 */
export function demandsOfAbsentGroups(state: RotationState): UnmetDemand[] {
  const { groups } = state.plan
  if (groups.length === 0) return []
  return state.demands.flatMap(({ id, terms }) => {
    const studentId = studentWithoutGroup(state, terms)
    if (studentId !== null) {
      const words = `${studentName(state, studentId)} sits in no group, so “${demandInWords(state, terms)}” does not count. Put the student in a group, or remove the demand.`
      return [{ demandId: id, who: { kind: 'student' as const, studentId }, words }]
    }
    return positionsIn(terms).flatMap((position): UnmetDemand[] => {
      const group = groups.at(position)
      if (group && group.members.length > 0) return []
      const name = groupAt(position)
      const [why, whatToDo] = group
        ? [`${capital(name)} has no students now`, 'Give it students, name another group']
        : [`There is no ${name} now`, 'Name another group']
      return [
        {
          demandId: id,
          who: { kind: 'group', position },
          words: `${why}, so “${demandInWords(state, terms)}” does not count. ${whatToDo}, or remove the demand.`,
        },
      ]
    })
  })
}
