import { tick } from 'svelte'

/** Puts the keyboard in the first blank of a list's last sentence, where what was just added is changed. */
export async function goToLast(list: HTMLElement | undefined): Promise<void> {
  await tick()
  const blank = list?.lastElementChild?.querySelector<HTMLElement>('.blank')
  blank?.focus()
  if (blank instanceof HTMLInputElement) blank.select()
}
