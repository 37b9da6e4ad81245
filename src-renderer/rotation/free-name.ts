/** "Station 8": the first number from how many there are that no other has; O(names). */
export function freeName(stem: string, names: readonly string[]): string {
  const taken = new Set(names)
  let number = names.length + 1
  while (taken.has(`${stem} ${number}`)) number++
  return `${stem} ${number}`
}
