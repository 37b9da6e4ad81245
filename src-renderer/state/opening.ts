import { importing } from './importing.svelte.ts'
import { isListOfStandards, standards } from './standards.svelte.ts'

/** Opens a file that was dropped or given: a list of standards, a saved class, or scores to look at. */
export function openFile(file: File): Promise<void> {
  return isListOfStandards(file) ? standards.open(file) : importing.open(file)
}
