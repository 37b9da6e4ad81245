const MOST = 8

/** What was picked in the palette, newest first; forgotten when the window closes, for it can hold names. */
class Recent {
  ids = $state.raw<readonly string[]>([])

  add(id: string): void {
    this.ids = [id, ...this.ids.filter(other => other !== id)].slice(0, MOST)
  }
}

export const recent = new Recent()
