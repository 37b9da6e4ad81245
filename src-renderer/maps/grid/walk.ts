/** A cell by its line (0 = the head, then what all need, then the rows) and its column (0 = the names). */
export interface CellPlace {
  readonly line: number
  readonly column: number
}

/**
 * Where a key leads in a grid (ARIA practices): arrows by one cell, Home and End to the ends of the line, with Ctrl
 * to the ends of the grid, Page Up and Page Down by what is in sight. null = the key leads nowhere.
 *
 * @param size of the whole grid, drawn or not; `page` in lines
 */
export function walk(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  { line, column }: CellPlace,
  size: { readonly lines: number; readonly columns: number; readonly page: number },
): CellPlace | null {
  const isFar = ctrlKey || metaKey
  const to = (nextLine: number, nextColumn: number): CellPlace => ({
    line: Math.max(0, Math.min(size.lines - 1, nextLine)),
    column: Math.max(0, Math.min(size.columns - 1, nextColumn)),
  })
  if (key === 'Home') return to(isFar ? 0 : line, 0)
  if (key === 'End') return to(isFar ? size.lines : line, size.columns)
  if (isFar) return null
  switch (key) {
    case 'ArrowUp':
      return to(line - 1, column)
    case 'ArrowDown':
      return to(line + 1, column)
    case 'ArrowLeft':
      return to(line, column - 1)
    case 'ArrowRight':
      return to(line, column + 1)
    case 'PageUp':
      return to(line - size.page, column)
    case 'PageDown':
      return to(line + size.page, column)
    default:
      return null
  }
}
