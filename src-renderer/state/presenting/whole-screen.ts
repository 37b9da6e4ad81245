/** Whether the screen may be filled at all; else the computer's own keys can enlarge the window. */
export const canFillScreen = (): boolean => document.fullscreenEnabled

/** Fills the screen, as somebody's press may. False where it is refused, as without a press: the board is as large as the window. */
export async function fillScreen(): Promise<boolean> {
  // A browser complains in its console of who asks in vain.
  if (!canFillScreen() || !navigator.userActivation.isActive) return false
  try {
    await document.documentElement.requestFullscreen()
    return true
  } catch {
    return false
  }
}

export async function leaveScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined)
}

/** Keeps the projector lit while the page is seen; returns what lets it sleep again. Where that is refused it sleeps as ever. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let isOver = false
  const ask = async () => {
    // The computer takes the lock away whenever the page is hidden.
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    const given = await navigator.wakeLock.request('screen').catch(() => null)
    if (isOver) void given?.release()
    else lock = given
  }
  document.addEventListener('visibilitychange', ask)
  void ask()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}

/** Closes the popover that is open; false where none is. */
export function closePopover(): boolean {
  const open = document.querySelector<HTMLElement>('[popover]:popover-open')
  open?.hidePopover()
  return open !== null
}
