import type { Input } from '../../src-main/contract/contract.ts'
import type { MergePreview } from '../../src-main/contract/classes.ts'
import type { SkillId } from '../../src-main/contract/ids.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** What a teacher does with the skills of a class. */
export const skills = {
  async update(change: Input<'updateSkill'>): Promise<boolean> {
    return (await notices.guard(() => call('updateSkill', change))) !== undefined
  },

  previewMerge(keptId: SkillId, mergedId: SkillId): Promise<MergePreview | undefined> {
    return notices.guard(() => call('previewMerge', { keptId, mergedId }))
  },

  /** @param names of the skill that stays and of the one that becomes part of it */
  async merge(
    change: Input<'mergeSkills'>,
    names: { readonly kept: string; readonly merged: string },
  ): Promise<boolean> {
    const done = await notices.guard(() => call('mergeSkills', change))
    if (done) notices.say(`${names.merged} is now part of ${names.kept}. Undo takes it back.`)
    return done !== undefined
  },
}
