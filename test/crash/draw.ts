import type { Application } from '../../src-main/application/application.ts'
import type { ClassBook } from '../../src-main/contract/classes.ts'
import type { Input, OperationName } from '../../src-main/contract/contract.ts'
import type { PlanBoard } from '../../src-main/contract/plans.ts'
import type { RotationBoard } from '../../src-main/contract/rotation.ts'

/** Draws a whole number from 0 to `limit` - 1. */
export type Pick = (limit: number) => number

/** What is there to be changed. */
export interface Here {
  readonly app: Application
  readonly pick: Pick
  readonly classes: readonly { readonly id: ClassBook['id'] }[]
  /** Read only where they are needed: reading costs more than changing. */
  readonly book: () => Promise<ClassBook>
  readonly board: () => Promise<PlanBoard>
  readonly rotation: () => Promise<RotationBoard | null>
  readonly classId: ClassBook['id']
  readonly planId: PlanBoard['id']
  readonly plans: readonly PlanBoard['id'][]
}

/** How often an operation is drawn, and what it is asked; null = there is nothing to ask it about now. */
export type Draw<N extends OperationName> = readonly [
  weight: number,
  input: (here: Here) => Input<N> | null | Promise<Input<N> | null>,
]

/** Of some operations, each with something sensible to ask of it. */
export type Draws = { readonly [N in OperationName]?: Draw<N> }

/** A row of a list, if it has any. */
export function one<T>({ pick }: Here, list: readonly T[]): T | null {
  return list[pick(Math.max(1, list.length))] ?? null
}
