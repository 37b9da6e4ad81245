import { clockTime, weekdayName } from '../contract/clock-words.ts'
import type { ValidInput } from '../contract/contract.ts'
import type { BlockId, PlanId } from '../contract/ids.ts'
import type { Block, Week, Weeks } from '../contract/rotation.ts'
import { MINUTES_OF_A_DAY } from '../contract/station-choices.ts'
import type { BlockValues } from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import type { Context } from './context.ts'
import { blockIn, changeRotation, refused, weeksIn } from './rotation-change.ts'
import { given } from './rotation-stations.ts'
import { endOf, isIn, slotKey, type RotationState } from './rotation-state.ts'
import { blockName, listed, whenOf } from './rotation-words.ts'

type BlockPart = Omit<Block, 'id'>
const LEAST_MINUTES = 5

export function addBlock(context: Context, { planId, ...part }: ValidInput<'addBlock'>) {
  return changeRotation(context, 'addBlock', planId, state => {
    const block = { ...part, weeks: weeksIn(state, part.weeks) }
    mustFit([...state.blocks, block])
    const blockId = context.storage.rotations.insertBlock(planId, valuesOf(block)) as BlockId
    return { result: { blockId }, label: `add ${block.name || 'a block'} on ${whenOf(block)}` }
  })
}

export function updateBlock(
  context: Context,
  { blockId, movesFollowing, ...part }: ValidInput<'updateBlock'>,
) {
  const { storage } = context
  const planId = storage.rotations.block(blockId).planId as PlanId
  return changeRotation(context, 'updateBlock', planId, state => {
    const before = blockIn(state, blockId)
    if (movesFollowing && part.weekday !== undefined && part.weekday !== before.weekday) {
      throw refused(
        'A block that goes to another day takes nothing with it.',
        'Move it alone, then move what is to follow it there.',
      )
    }
    const changed = { ...before, ...given(part) }
    const after = { ...changed, weeks: weeksIn(state, changed.weeks) }
    // What follows moves where this one does: a block of one week moves nothing in the other.
    const weeks = before.weeks === 'every' ? after.weeks : before.weeks
    const moved = movesFollowing ? movedAfter(state.blocks, { ...before, weeks }, after) : []
    const still = state.blocks.filter(({ id }) => id !== blockId && moved.every(one => one.id !== id))
    mustFit([...still, after, ...moved.flatMap(block => inWeeks(state, block, weeks))])
    storage.rotations.updateBlock(blockId, valuesOf(after))
    for (const block of moved) putTimes(storage, state, block, weeks)
    const isParted = moved.some(block => block.weeks !== weeks && weeks !== 'every')
    const label = blockChange(before, after)
    return {
      result: {},
      label: isParted ? `${label}, and in week ${weeks.toUpperCase()} what follows` : label,
    }
  })
}

/** The blocks after one on its day, in its weeks, moved by as much as its end moves. */
function movedAfter(blocks: readonly Block[], before: Block, after: Block): Block[] {
  const end = endOf(before)
  const by = endOf(after) - end
  if (by === 0) return []
  return blocks
    .filter(one => one.id !== before.id && mayMeet(one, before) && one.start >= end)
    .map(one => ({ ...one, start: one.start + by }))
}

/** What becomes of a block that gets other times in some weeks: itself, or one for each week. */
function inWeeks(state: RotationState, block: Block, weeks: Weeks): BlockPart[] {
  if (weeks === 'every' || block.weeks === weeks) return [block]
  return [
    { ...block, weeks },
    { ...blockIn(state, block.id), weeks: otherWeek(weeks) },
  ]
}

/** Gives a block other times in some weeks. */
function putTimes(storage: Storage, state: RotationState, block: Block, weeks: Weeks): void {
  if (weeks === 'every' || block.weeks === weeks) storage.rotations.updateBlock(block.id, valuesOf(block))
  else splitBlock(storage, state, block, weeks)
}

export function removeBlock(context: Context, { blockId }: ValidInput<'removeBlock'>) {
  const planId = context.storage.rotations.block(blockId).planId as PlanId
  return changeRotation(context, 'removeBlock', planId, state => {
    const block = blockIn(state, blockId)
    context.storage.rotations.removeRow('block', blockId)
    return { result: {}, label: `remove ${blockName(block)}` }
  })
}

export function copyDay(context: Context, { planId, from, to, cells }: ValidInput<'copyDay'>) {
  const { storage } = context
  return changeRotation(context, 'copyDay', planId, state => {
    const days = [...new Set(to)].filter(day => day !== from).sort()
    const source = state.blocks.filter(block => block.weekday === from)
    if (source.length === 0) {
      throw refused(`Nothing is on ${weekdayName(from)} yet.`, 'Copy a day that has blocks.')
    }
    for (const weekday of days) {
      for (const block of state.blocks) {
        if (block.weekday === weekday) storage.rotations.removeRow('block', block.id)
      }
      for (const block of source) {
        const copy = storage.rotations.insertBlock(planId, valuesOf({ ...block, weekday })) as BlockId
        if (cells) copySlots(storage, state, block.id, copy, state.weeks)
      }
    }
    return {
      result: {},
      label: `copy ${weekdayName(from)} to ${listed(days.map(weekdayName)) || 'itself'}`,
    }
  })
}

export function removeDay(context: Context, { planId, weekday }: ValidInput<'removeDay'>) {
  return changeRotation(context, 'removeDay', planId, state => {
    for (const block of state.blocks) {
      if (block.weekday === weekday) context.storage.rotations.removeRow('block', block.id)
    }
    return { result: {}, label: `remove the blocks of ${weekdayName(weekday)}` }
  })
}

export function shortenDay(context: Context, { planId, weekday, weeks, end }: ValidInput<'shortenDay'>) {
  const { storage } = context
  return changeRotation(context, 'shortenDay', planId, state => {
    const asked = weeksIn(state, weeks)
    const ofDay = state.blocks.filter(block => block.weekday === weekday)
    if (asked === 'every' && ofDay.some(block => block.weeks !== 'every')) {
      throw refused(
        `${weekdayName(weekday)} is not the same in both weeks.`,
        'Shorten it in one week at a time.',
      )
    }
    const short = squeezed(
      ofDay.filter(block => asked === 'every' || isIn(block.weeks, asked)),
      end,
    )
    for (const block of short) putTimes(storage, state, block, asked)
    const when = asked === 'every' ? '' : ` in week ${asked.toUpperCase()}`
    return { result: {}, label: `let ${weekdayName(weekday)} end at ${clockTime(end)}${when}` }
  })
}

/** Gives a block of both weeks other times in one of them. */
function splitBlock(storage: Storage, state: RotationState, short: Block, week: Week): void {
  const { rotations } = storage
  const long = blockIn(state, short.id)
  rotations.updateBlock(long.id, valuesOf({ ...long, weeks: otherWeek(week) }))
  const copy = rotations.insertBlock(state.plan.plan.id, valuesOf({ ...short, weeks: week })) as BlockId
  copySlots(storage, state, long.id, copy, [week])
}

/** The blocks of a day in such lengths that the last one ends at a time. */
function squeezed(blocks: readonly Block[], end: number): Block[] {
  const [first] = blocks
  const last = blocks.at(-1)
  if (!first || !last) throw refused('Nothing is on that day.', 'Add a block first.')
  const name = weekdayName(first.weekday)
  if (endOf(last) <= end) {
    throw refused(`${name} ends at ${clockTime(endOf(last))} already.`, 'Choose an earlier time.')
  }
  const changing = blocks.filter(({ kind }) => kind !== 'break')
  const now = changing.reduce((sum, { minutes }) => sum + minutes, 0)
  const wanted = now - (endOf(last) - end)
  const exact = changing.map(({ minutes }) => (minutes * wanted) / now)
  const lengths = exact.map(Math.floor)
  // Minutes left over by rounding down go to the blocks that lost most by it, the earlier first.
  const order = exact.map((_, at) => at).sort((a, b) => (exact[b] % 1) - (exact[a] % 1) || a - b)
  for (const at of order.slice(0, wanted - lengths.reduce((sum, minutes) => sum + minutes, 0))) lengths[at]++
  if (changing.length === 0 || lengths.some(minutes => minutes < LEAST_MINUTES)) {
    throw refused(
      `${name} cannot end at ${clockTime(end)}: a block would have less than ${LEAST_MINUTES} minutes.`,
      'Choose a later time, or remove a block.',
    )
  }
  let lost = 0
  return blocks.map(block => {
    const start = block.start - lost
    const minutes = lengths[changing.indexOf(block)] ?? block.minutes
    lost += block.minutes - minutes
    return { ...block, start, minutes }
  })
}

function copySlots(
  { rotations }: Storage,
  { slots, plan, weeks: all }: RotationState,
  from: BlockId,
  to: BlockId,
  weeks: readonly Week[],
): void {
  for (const week of all.filter(one => weeks.includes(one))) {
    for (const position of plan.groups.keys()) {
      const slot = slots.get(slotKey({ week, blockId: from, position }))
      if (slot) rotations.putSlot({ ...slot, blockId: to, week, position, locked: slot.locked ? 1 : 0 })
    }
  }
}

export const valuesOf = ({ hasTeacher, ...block }: BlockPart): BlockValues => {
  const { weekday, weeks, start, minutes, kind, name } = block
  return { weekday, weeks, start, minutes, kind, name, hasTeacher: hasTeacher ? 1 : 0 }
}

const otherWeek = (week: Week): Week => (week === 'a' ? 'b' : 'a')

const shareAWeek = (one: Weeks, other: Weeks) => one === 'every' || other === 'every' || one === other

const mayMeet = (one: BlockPart, other: BlockPart) =>
  one.weekday === other.weekday && shareAWeek(one.weeks, other.weeks)

/** @throws OperationError when two blocks overlap, or one does not fit in its day */
export function mustFit(blocks: readonly BlockPart[]): void {
  for (const [at, block] of blocks.entries()) {
    if (block.start < 0 || endOf(block) > MINUTES_OF_A_DAY) {
      throw refused(
        `A block on ${weekdayName(block.weekday)} would not fit in the day.`,
        'Choose other times.',
      )
    }
    for (const other of blocks.slice(at + 1)) {
      if (!mayMeet(block, other) || block.start >= endOf(other) || other.start >= endOf(block)) continue
      const [one, two] = block.start <= other.start ? [block, other] : [other, block]
      throw refused(
        `On ${weekdayName(one.weekday)} two blocks would overlap: ${spanOf(one)} and ${spanOf(two)}.`,
        'Choose other times, or move the other block first.',
      )
    }
  }
}

const spanOf = (block: BlockPart) =>
  `${block.name ? `${block.name}, ` : ''}${clockTime(block.start)} to ${clockTime(endOf(block))}`

const KINDS: Record<Block['kind'], string> = {
  rotation: 'a rotation',
  break: 'a break',
  together: 'time together',
}

function blockChange(before: Block, after: Block): string {
  const name = blockName(before)
  const changes = [
    before.weekday !== after.weekday || before.start !== after.start
      ? `move ${name} to ${whenOf(after)}`
      : '',
    before.minutes !== after.minutes ? `let ${name} take ${after.minutes} minutes` : '',
    before.name !== after.name ? `call ${name} ${after.name || 'nothing'}` : '',
    before.kind !== after.kind ? `make ${name} ${KINDS[after.kind]}` : '',
    before.weeks !== after.weeks
      ? `have ${name} in ${after.weeks === 'every' ? 'every week' : `week ${after.weeks.toUpperCase()} only`}`
      : '',
    before.hasTeacher !== after.hasTeacher
      ? `have ${name} ${after.hasTeacher ? 'with' : 'without'} the teacher`
      : '',
  ].filter(Boolean)
  return changes.length === 1 ? changes[0] : `change ${name}`
}
