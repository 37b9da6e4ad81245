/** Names of what is asked (see `nameOf`). */
export type Names = ReadonlySet<string>

export function areDisjoint(one: Names, other: Names): boolean {
  for (const name of one) if (other.has(name)) return false
  return true
}

export function isPartOf(one: Names, whole: Names): boolean {
  for (const name of one) if (!whole.has(name)) return false
  return true
}
