import { FONT, type Measure } from './text.ts'

const context = document.createElement('canvas').getContext('2d')

/** Measures with the fonts of this computer. Another computer may have others: layouts leave some room. */
export const measureText: Measure = (text, pixels, weight = 400) => {
  if (!context) return text.length * pixels * 0.6
  context.font = `${weight} ${pixels}px ${FONT}`
  return context.measureText(text).width
}
