import { PICTURE_TOKENS, type Palette } from './palette.ts'

/** `light` is for paper, whatever the window looks like; `screen` is as the window looks. */
export type PictureTheme = 'light' | 'screen'

/** The colours of a theme as `#rrggbb`. Tells the page for a moment, before it is painted again, that it is light. */
export function readPalette(theme: PictureTheme): Palette {
  const root = document.documentElement
  const shown = root.dataset['theme']
  if (theme === 'light') root.dataset['theme'] = 'light'
  const style = getComputedStyle(root)
  const context = document.createElement('canvas').getContext('2d')
  const plain = (colour: string) => {
    if (!context) return colour
    context.fillStyle = colour
    return context.fillStyle
  }
  const colours = Object.fromEntries(
    PICTURE_TOKENS.map(token => [token, plain(style.getPropertyValue(`--${token}`).trim())]),
  )
  if (shown === undefined) delete root.dataset['theme']
  else root.dataset['theme'] = shown
  // Every token has just been read.
  return colours as Palette
}
