/** The letter of a group by its position: 0 = A, 25 = Z, 26 = AA, as columns of a spreadsheet. */
export function groupLetter(position: number): string {
  const rest = Math.floor(position / 26)
  return (rest > 0 ? groupLetter(rest - 1) : '') + String.fromCharCode(65 + (position % 26))
}
