/** The value below which a share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** Milliseconds that something takes. */
export async function timed(act: () => unknown): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

/** A figure that is held against a limit. */
export interface Figure {
  readonly name: string
  readonly value: string
  /** In words; null = told, not judged. */
  readonly limit: string | null
  readonly holds: boolean
}

/** A figure that may not be above a limit. */
export function atMost(name: string, value: number, limit: number, unit: string, digits = 0): Figure {
  return {
    name,
    value: `${value.toFixed(digits)} ${unit}`,
    limit: `at most ${limit} ${unit}`,
    holds: value <= limit,
  }
}

/** A figure that is only told. */
export function told(name: string, value: string): Figure {
  return { name, value, limit: null, holds: true }
}
