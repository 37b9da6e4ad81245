import type { WindowPlace } from '../settings-schema.ts'

/** A part of the screen, in the units of a window's place. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So much of a window's top edge has to be in sight that it can be taken and moved. */
const LEAST_IN_SIGHT = 80
const TITLE_HEIGHT = 32

/**
 * Where to open a window that stood somewhere before: there, if it can be seen and moved there; in the middle of the
 * screen, no larger than it, if its screen is gone.
 *
 * @param screens the part of each screen that windows may use, the main one first
 */
export function placeInSight(place: WindowPlace, screens: readonly Area[]): WindowPlace {
  const { x, y, width, height, maximized } = place
  if (x !== undefined && y !== undefined) {
    const isInSight = screens.some(screen => {
      const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)
      return across >= LEAST_IN_SIGHT && y >= screen.y && y + TITLE_HEIGHT <= screen.y + screen.height
    })
    if (isInSight) return place
  }
  const [main] = screens
  if (!main) return { width, height, maximized }
  return { width: Math.min(width, main.width), height: Math.min(height, main.height), maximized }
}
