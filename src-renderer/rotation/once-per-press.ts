/**
 * The handlers of a button that adds something: a double click, a key that is held down and a press while the one
 * before is still being done add nothing more.
 */
export function oncePerPress(act: () => Promise<unknown>): {
  onclick: (event: Pick<MouseEvent, 'detail'>) => Promise<void>
  onkeydown: (event: KeyboardEvent) => void
} {
  let isBusy = false
  return {
    onclick: async ({ detail }) => {
      // 0 = from the keyboard, 1 = the first click of a row.
      if (isBusy || detail > 1) return
      isBusy = true
      try {
        await act()
      } finally {
        isBusy = false
      }
    },
    onkeydown: event => event.repeat && event.key === 'Enter' && event.preventDefault(),
  }
}
