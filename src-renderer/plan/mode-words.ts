import type { GroupingMode, GroupingRequest, Proof } from '../../src-main/contract/plans.ts'

/** What each way of grouping is called in the sentence, and what it is for. */
export const MODES: readonly { mode: GroupingMode; name: string; purpose: string }[] = [
  {
    mode: 'similar',
    name: 'similar needs',
    purpose: 'Students who need the same sit together: for teaching at the table.',
  },
  {
    mode: 'mixed',
    name: 'mixed strengths',
    purpose: 'Every group mirrors the class: for projects, and for learning from each other.',
  },
  {
    mode: 'focus',
    name: 'one focus skill each',
    purpose: 'Every group works on one skill, and everybody sits where their need is greatest.',
  },
  {
    mode: 'interest',
    name: 'shared interests',
    purpose: 'Every group shares an interest; similar needs come second.',
  },
  { mode: 'random', name: 'drawn by lot', purpose: 'Fair and by chance; rules and sizes are kept.' },
]

/** "similar needs and new partners" */
export function modeInWords({ mode, variety }: GroupingRequest): string {
  const name = MODES.find(one => one.mode === mode)?.name ?? ''
  return variety && mode !== 'random' ? `${name} and new partners` : name
}

/** In percent; a bound that leaves more open says nothing to a teacher. */
const TELLING = 20

/** How sure it is that no groups are better; null where nothing can be said. */
export function proofInWords(proof: Proof): string | null {
  switch (proof.kind) {
    case 'proven':
      return 'Best possible, proven'
    case 'within': {
      const bound = boundInWords(proof)
      return bound ? `Best groups found, ${bound}` : 'Best groups found, too many students for a proof'
    }
    case 'none':
      return null
  }
}

/** "within 0.3 % of the best possible"; null where that says nothing to a teacher. */
export function boundInWords(proof: Proof): string | null {
  return proof.kind === 'within' && proof.percent <= TELLING
    ? `within ${proof.percent.toLocaleString('en')} % of the best possible`
    : null
}
