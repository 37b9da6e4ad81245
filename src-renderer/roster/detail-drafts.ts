import type { Attribute } from '../../src-main/contract/classes.ts'

/** A detail of a student while it is edited; its value '' takes it away. */
export interface DetailDraft extends Attribute {
  /** As it is stored; null = it is new. */
  readonly stored: Attribute | null
}

export function draftOf(name: string, value: string, isSensitive: boolean): DetailDraft {
  const stored = { name, value, isSensitive }
  return { ...stored, stored }
}

/** What has to be written: what is new or differs. */
export function changedDetails(drafts: readonly DetailDraft[]): Attribute[] {
  return drafts.flatMap(({ name, value, isSensitive, stored }) => {
    const written = { name: name.trim(), value: value.trim(), isSensitive }
    if (written.name === '' || (stored === null && written.value === '')) return []
    const isSame = stored?.value === written.value && stored.isSensitive === isSensitive
    return isSame ? [] : [written]
  })
}
