import type { Deletion } from '../../src-main/contract/keeping.ts'

/** What a person has chosen to delete, and what it is called. */
export interface Chosen {
  readonly deletion: Deletion
  readonly name: string
  /** The names of several classes; empty where `name` says it. */
  readonly classNames: readonly string[]
}
