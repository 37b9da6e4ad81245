import type { Input } from '../../src-main/contract/contract.ts'
import type { ClassId, PlanId, RuleId } from '../../src-main/contract/ids.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** What a teacher does with whole classes and with the rules that hold in them. */
export const classes = {
  async openSample(): Promise<void> {
    await opened(notices.guard(() => call('createSampleClass', {})))
  },

  async create(name: string): Promise<void> {
    await opened(notices.guard(() => call('createClass', { name })))
  },

  async rename(classId: ClassId, name: string): Promise<void> {
    await notices.guard(() => call('renameClass', { classId, name }))
  },

  async remove(classId: ClassId): Promise<void> {
    const done = await notices.guard(() => call('removeClass', { classId }))
    if (done) notices.say('The class was removed. Undo brings it back.')
  },

  async addRule(rule: Input<'addRule'>): Promise<boolean> {
    return (await notices.guard(() => call('addRule', rule))) !== undefined
  },

  async removeRule(ruleId: RuleId): Promise<void> {
    await notices.guard(() => call('removeRule', { ruleId }))
  },
}

/** A class with everybody in it; undefined when it could not be read. */
export function readBook(classId: ClassId) {
  return notices.guard(() => call('readClass', { classId }))
}

async function opened(asked: Promise<{ classId: ClassId; planId: PlanId } | undefined>): Promise<void> {
  const made = await asked
  if (made) await notices.guard(() => workspace.openNew(made.classId, made.planId))
}
