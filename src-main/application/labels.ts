/** A student's names, as far as labels need them. */
export interface Named {
  readonly fullName: string
  readonly callName: string
}

/**
 * Short names that are unique within a class: the call name where nobody shares it; else with the first letter
 * of the last name ("Maria S."); else with a number ("Rosa S. 2"), in the given order.
 */
export function uniqueLabels(students: readonly Named[]): string[] {
  const initial = ({ fullName, callName }: Named) => {
    const last = fullName.trim().split(/\s+/).at(-1) ?? ''
    return last === '' || last === callName ? callName : `${callName} ${[...last][0] ?? ''}.`
  }
  const shared = countOf(students.map(s => s.callName))
  const labels = students.map(s => ((shared.get(s.callName) ?? 0) > 1 ? initial(s) : s.callName))
  const stillShared = countOf(labels)
  const taken = new Set(labels)
  const used = new Set<string>()
  const numbers = new Map<string, number>()
  return labels.map(label => {
    if ((stillShared.get(label) ?? 0) < 2) return label
    let unique = label
    let number = numbers.get(label) ?? 2
    for (; used.has(unique) || (unique !== label && taken.has(unique)); number++) {
      unique = `${label} ${number}`
    }
    // Where the next one begins to look: ten thousand of one name are not counted anew for each.
    numbers.set(label, number)
    used.add(unique)
    return unique
  })
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** How names are put in order: SQLite orders by bytes; people look for Đặng among the D's. */
export const collator = new Intl.Collator('en', { numeric: true })
