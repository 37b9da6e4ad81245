import type { Output } from '../../src-main/contract/contract.ts'
import type { StandardListId } from '../../src-main/contract/ids.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import type { StandardList } from '../../src-main/contract/standards.ts'
import { count } from '../design/words.ts'
import { askForFile } from './ask-for-file.ts'
import { dialogs } from './dialogs.svelte.ts'
import { call, ProblemError } from './door.ts'
import { contentOf } from './file-content.ts'
import { notices } from './notices.svelte.ts'

/** A JSON file holds no scores; dropped on the window it can only be a list of standards. */
export function isListOfStandards(file: File): boolean {
  return /\.json$/i.test(file.name)
}

/** The lists of standards, which serve every class. */
class Standards {
  /** null until they were read. */
  lists = $state.raw<readonly StandardList[] | null>(null)
  /** Why the last file could not be read. */
  problem = $state.raw<Problem | null>(null)

  async read(): Promise<void> {
    const lists = await notices.guard(() => call('listStandards', {}))
    if (lists) this.lists = lists
  }

  search(query: string): Promise<Output<'searchStandards'> | undefined> {
    return notices.guard(() => call('searchStandards', { query }))
  }

  /** Asks for a file with the computer's own dialog. */
  chooseFile(): void {
    askForFile(
      ['.json', '.csv', '.tsv', '.txt', 'application/json', 'text/csv'],
      file => void this.open(file),
    )
  }

  /** Takes a list in, and shows the lists there are, or why this one cannot be read. */
  async open(file: File): Promise<void> {
    dialogs.open = 'standards'
    this.problem = null
    try {
      const content = await contentOf(file, 'Take the list of one subject or of a few grades.')
      const { name, standardCount } = await call('importStandards', { fileName: file.name, content })
      await this.read()
      notices.say(`${name}: ${count(standardCount, 'standard')} taken in.`)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.problem = error.problem
    }
  }

  async remove(listId: StandardListId): Promise<void> {
    const done = await notices.guard(() => call('removeStandards', { listId }))
    if (done) notices.say('The list was removed. Skills keep their codes; undo brings the list back.')
    await this.read()
  }
}

export const standards = new Standards()
