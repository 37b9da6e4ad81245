import { tick } from 'svelte'
import type { Group } from '../../src-main/contract/plans.ts'
import { cards } from '../state/cards.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'

/** Puts the focus on a group's card; where no cards are shown, on the groups board. */
export async function showGroup({ letter }: Group): Promise<void> {
  if (workspace.view === 'roster') await workspace.show('groups')
  cards.open = true
  await tick()
  const card = document.querySelector<HTMLElement>(`[data-group="${CSS.escape(letter)}"]`)
  card?.scrollIntoView({ block: 'nearest' })
  card?.focus({ preventScroll: true })
}
