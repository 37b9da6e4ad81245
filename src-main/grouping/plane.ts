import type { Profiles } from './standardise.ts'

/** Students and skills on the plane that shows most of the differences between students. */
export interface Plane {
  /** n x 2, row-major. */
  readonly points: Float64Array
  /** d x 2, row-major: direction of each skill, the longest of length 1. */
  readonly arrows: Float64Array
  /** Share of the variance on each axis, 0 to 1. */
  readonly explained: readonly [number, number]
}

const SWEEPS = 60

/**
 * The principal-component plane of standardised profiles as a biplot (Gabriel 1971): the two eigenvectors of
 * the covariance matrix with the greatest eigenvalues, found by cyclic Jacobi rotations (Golub & Van Loan,
 * Matrix Computations, 8.5). Signs are settled: higher scores lie to the right, and the strongest skill of the
 * second axis points up. Axes without variance are 0. O(n d^2 + d^3).
 */
export function principalPlane(profiles: Profiles): Plane {
  const { studentCount: n, skillCount: d, values } = profiles
  const points = new Float64Array(n * 2)
  const arrows = new Float64Array(d * 2)
  if (n === 0 || d === 0) return { points, arrows, explained: [0, 0] }

  const means = new Float64Array(d)
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) means[j] += values[i * d + j] / n
  const covariance = new Float64Array(d * d)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const a = values[i * d + j] - means[j]
      for (let k = j; k < d; k++) covariance[j * d + k] += (a * (values[i * d + k] - means[k])) / n
    }
  }
  for (let j = 0; j < d; j++) for (let k = 0; k < j; k++) covariance[j * d + k] = covariance[k * d + j]

  const { eigenvalues, vectors } = eigen(covariance, d)
  const order = Array.from({ length: d }, (_, at) => at).sort(
    (a, b) => eigenvalues[b] - eigenvalues[a] || a - b,
  )
  const total = eigenvalues.reduce((sum, value) => sum + Math.max(0, value), 0)
  const explained: [number, number] = [0, 0]
  for (const axis of [0, 1] as const) {
    if (axis >= d) continue
    const at = order[axis]
    const variance = Math.max(0, eigenvalues[at])
    if (!(variance > 1e-12)) continue
    explained[axis] = variance / total
    const loading = Array.from({ length: d }, (_, skill) => vectors[skill * d + at])
    const strongest = loading.reduce(
      (best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best),
      0,
    )
    const direction = axis === 0 ? loading.reduce((sum, value) => sum + value, 0) : strongest
    const sign = (Math.abs(direction) > 1e-9 ? direction : strongest) < 0 ? -1 : 1
    for (let skill = 0; skill < d; skill++)
      arrows[skill * 2 + axis] = sign * loading[skill] * Math.sqrt(variance)
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < d; j++) sum += (values[i * d + j] - means[j]) * loading[j]
      points[i * 2 + axis] = sign * sum
    }
  }
  let longest = 0
  for (let skill = 0; skill < d; skill++)
    longest = Math.max(longest, Math.hypot(arrows[skill * 2], arrows[skill * 2 + 1]))
  if (longest > 0) for (let at = 0; at < arrows.length; at++) arrows[at] /= longest
  return { points, arrows, explained }
}

/** Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by cyclic Jacobi rotations. */
function eigen(matrix: Float64Array, size: number): { eigenvalues: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q] ** 2
    if (off < 1e-22) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p * size + q]
        if (Math.abs(apq) < 1e-300) continue
        const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < size; k++) {
          const akp = a[k * size + p]
          const akq = a[k * size + q]
          a[k * size + p] = c * akp - s * akq
          a[k * size + q] = s * akp + c * akq
        }
        for (let k = 0; k < size; k++) {
          const apk = a[p * size + k]
          const aqk = a[q * size + k]
          a[p * size + k] = c * apk - s * aqk
          a[q * size + k] = s * apk + c * aqk
          const vkp = vectors[k * size + p]
          const vkq = vectors[k * size + q]
          vectors[k * size + p] = c * vkp - s * vkq
          vectors[k * size + q] = s * vkp + c * vkq
        }
      }
    }
  }
  return { eigenvalues: Float64Array.from({ length: size }, (_, i) => a[i * size + i]), vectors }
}
