import { shortened } from './shortened.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** A standard, or a heading above standards. */
export interface ReadStandard {
  /** '' = a heading. */
  readonly code: string
  readonly statement: string
  /** Place of what stands above it, which comes before it; null = nothing. */
  readonly parent: number | null
}

export interface ReadStandards {
  readonly name: string
  readonly standards: readonly ReadStandard[]
}

/** Far above the largest state's list of one subject, far below what makes a search slow. */
export const MOST_STANDARDS = 20_000

/** Subject, grade, domain, cluster, standard, part ...: no list goes deeper. */
const MOST_LEVELS = 20

export function tooManyStandards(count: number): UnreadableFile {
  return new UnreadableFile(
    `This list has ${count.toLocaleString('en')} entries; at most ${MOST_STANDARDS.toLocaleString('en')} can be read.`,
    'Take the list of one subject or of a few grades.',
  )
}

/**
 * Orders entries so that each comes after what it stands under, and otherwise as they were. An entry that stands under
 * itself, however far round, is taken from under it.
 *
 * @param entries with a key, unique where it is not '', and the key of what they stand under ('' = nothing)
 * @throws UnreadableFile when more than 20 stand under each other
 */
export function parentsFirst(
  entries: readonly {
    readonly key: string
    readonly above: string
    readonly code: string
    readonly statement: string
  }[],
): ReadStandard[] {
  const byKey = new Map(entries.flatMap(entry => (entry.key === '' ? [] : [[entry.key, entry] as const])))
  const places = new Map<(typeof entries)[number], number>()
  const ordered: ReadStandard[] = []
  const depths: number[] = []
  for (const entry of entries) {
    const chain: (typeof entries)[number][] = []
    const walked = new Set<(typeof entries)[number]>()
    for (
      let next: (typeof entries)[number] | undefined = entry;
      next && !places.has(next) && !walked.has(next);
      next = next.above === '' ? undefined : byKey.get(next.above)
    ) {
      chain.push(next)
      walked.add(next)
    }
    for (const next of chain.toReversed()) {
      const { code, statement, above } = next
      const over = above === '' ? undefined : byKey.get(above)
      const parent = (over && places.get(over)) ?? null
      depths.push(parent === null ? 1 : depths[parent] + 1)
      if (depths[ordered.length] > MOST_LEVELS) {
        throw new UnreadableFile(
          `More than ${MOST_LEVELS} entries stand under each other, down to ${shortened(code || statement)}.`,
          'Check the column or the links that say what a standard stands under.',
        )
      }
      ordered.push({ code, statement, parent })
      places.set(next, ordered.length - 1)
    }
  }
  return ordered
}
