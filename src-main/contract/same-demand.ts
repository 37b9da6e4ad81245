// Without zod, so that a window can import it; see limits.ts.
import type { DemandTerms } from './rotation.ts'

/** One text for all terms that ask for the same: of two groups apart neither is the first. */
export function sameDemand(terms: DemandTerms): string {
  switch (terms.kind) {
    case 'tableVisits': {
      const { who, least } = terms
      const whom = who.kind === 'group' ? who.position : who.kind === 'student' ? who.studentId : ''
      return `${terms.kind} ${who.kind} ${whom} ${least}`
    }
    case 'mustVisit':
      return `${terms.kind} ${terms.position} ${terms.stationId} ${terms.least}`
    case 'mustNotVisit':
      return `${terms.kind} ${terms.position} ${terms.stationId}`
    case 'apart':
      return `${terms.kind} ${terms.positions.toSorted((a, b) => a - b).join(' ')}`
    case 'mostChanges':
      return `${terms.kind} ${terms.most}`
  }
}
