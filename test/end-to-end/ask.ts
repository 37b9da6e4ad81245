import type { Page } from '@playwright/test'
import type { Input, OperationName, Output } from '../../src-main/contract/contract.ts'
import { expect } from './program.ts'

/**
 * Asks the program something as its window does, or as another window would; what takes hundreds of clicks is no matter
 * of a spec about something else.
 */
export async function ask<Name extends OperationName>(
  page: Page,
  operation: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const answer = await page.evaluate(
    async ([name, body]) => {
      type Answer = { ok: boolean; value?: unknown; problem?: { message: string } }
      const { horseshoe } = window as { horseshoe?: { call(name: string, input: unknown): Promise<Answer> } }
      if (horseshoe) return horseshoe.call(name, body)
      const response = await fetch('/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ operation: name, input: body }),
      })
      return (await response.json()) as Answer
    },
    [operation, input] as const,
  )
  if (!answer.ok) throw new Error(`${operation}: ${answer.problem?.message ?? ''}`)
  return answer.value as Output<Name>
}

/** Waits until the program has kept what was chosen: the window shows it before, and a program that ends keeps no more. */
export function kept(page: Page, settings: Input<'updateSettings'>): Promise<void> {
  return expect.poll(() => ask(page, 'readSettings', {})).toMatchObject(settings)
}
