/** The dialogs that more than one place can open. */
export type SharedDialog =
  | 'palette'
  | 'findStudent'
  | 'shortcuts'
  | 'newClass'
  | 'duplicatePlan'
  | 'standards'
  | 'export'
  | 'printWeek'
  | 'about'
  | 'version'
  | 'licences'

/** Which of them is open. */
class Dialogs {
  open = $state<SharedDialog | null>(null)

  close(): void {
    this.open = null
  }
}

export const dialogs = new Dialogs()
