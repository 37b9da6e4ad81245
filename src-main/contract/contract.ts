import type { z } from 'zod'
import { classOperations } from './classes.ts'
import { desktopOperations } from './desktop.ts'
import { exportOperations } from './exporting.ts'
import { importOperations } from './importing.ts'
import { keepingOperations } from './keeping.ts'
import { planOperations } from './plans.ts'
import { rotationOperations } from './rotation-operations.ts'
import { scenarioOperations } from './scenarios.ts'
import { standardOperations } from './standards.ts'
import { troubleOperations } from './trouble.ts'
import { workspaceOperations } from './workspace.ts'

/** Every operation of Horseshoe: the one door between a window and the application. */
export const operations = {
  ...classOperations,
  ...planOperations,
  ...scenarioOperations,
  ...rotationOperations,
  ...importOperations,
  ...standardOperations,
  ...exportOperations,
  ...keepingOperations,
  ...workspaceOperations,
  ...desktopOperations,
  ...troubleOperations,
} as const

export type OperationName = keyof typeof operations
/** What a caller hands over. */
export type Input<N extends OperationName> = z.input<(typeof operations)[N]['input']>
/** What the application works with, once validated. */
export type ValidInput<N extends OperationName> = z.output<(typeof operations)[N]['input']>
export type Output<N extends OperationName> = z.output<(typeof operations)[N]['output']>

/** True for the name of an operation; an inherited name such as `constructor` is none. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}
