import type { Week } from '../contract/rotation.ts'
import type { BlockValues } from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import { isIn, type RotationState } from './rotation-state.ts'

type Placed = Pick<BlockValues, 'weekday' | 'weeks' | 'start' | 'kind'> & { readonly id: number }

const WEEKS: readonly Week[] = ['a', 'b']

/** "Rotation 3" for the third of its day; what is no rotation has no name from the app. */
function ownNames(blocks: readonly Placed[]): Map<number, string> {
  const before = ({ weekday, start }: Placed, week: Week) =>
    blocks.filter(
      one => one.kind === 'rotation' && one.weekday === weekday && one.start < start && isIn(one.weeks, week),
    ).length
  return new Map(
    blocks.map(block => {
      // What is in both weeks may be the third in one and the second in the other.
      const place = Math.max(...WEEKS.map(week => (isIn(block.weeks, week) ? before(block, week) : 0)))
      return [block.id, block.kind === 'rotation' ? `Rotation ${place + 1}` : '']
    }),
  )
}

/**
 * Lets names that are the app's own follow the kind and the order of their blocks, in the step of the change that gave
 * them another. A name that was not that of its place before, or was typed in this very change, is the teacher's and
 * stays; so does that of a block that came with the change.
 *
 * @param before as it was before that
 */
export function keepOwnNames({ rotations }: Storage, before: RotationState): void {
  const after = rotations.blocksOf(before.plan.plan.id)
  const [then, now] = [ownNames(before.blocks), ownNames(after)]
  const names = new Map<number, string>(before.blocks.map(({ id, name }) => [id, name]))
  for (const { id, ...block } of after) {
    const name = now.get(id) ?? ''
    const isOwn = block.name === names.get(id) && block.name === then.get(id)
    if (isOwn && name !== block.name) rotations.updateBlock(id, { ...block, name })
  }
}
