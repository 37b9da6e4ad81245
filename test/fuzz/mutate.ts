import type { Random } from './random.ts'

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array

const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)
const text = (content: string) => new TextEncoder().encode(content)

/** Puts something in at a random place. */
const inserted =
  (content: (random: Random) => Uint8Array): Mutation =>
  (bytes, random) => {
    const at = random.whole(0, bytes.length)
    return join(bytes.subarray(0, at), content(random), bytes.subarray(at))
  }

const PIECES = [
  '"', '""', '"\n', ',', ';', '\t', '|', '\n', '\r', '\r\n\r\n', '\0', '\u202e', '\u0301', '\uFEFF', '=1+1', '@SUM(1)', '-', '%',
  '1/0', '8/10', '¹', '½', '1.234,5', '1e999', 'NaN', 'Infinity', '2026-02-31', '__proto__', 'constructor', '<html>', '%PDF', 'Name', '🦊', '{"a":[',
] // prettier-ignore

/** What happens to files on their way: each takes bytes and gives other bytes. */
export const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => bytes.subarray(0, random.whole(0, bytes.length)),
  (bytes, random) => bytes.subarray(random.whole(0, Math.min(40, bytes.length))),
  (bytes, random) => {
    const changed = bytes.slice()
    for (let times = random.whole(1, 8); times > 0 && changed.length > 0; times--) {
      changed[random.whole(0, changed.length - 1)] = random.whole(0, 255)
    }
    return changed
  },
  (bytes, random) => {
    const changed = bytes.slice()
    if (changed.length > 0) changed[random.whole(0, changed.length - 1)] ^= 1 << random.whole(0, 7)
    return changed
  },
  (bytes, random) => {
    const [from, length] = [random.whole(0, bytes.length), random.whole(1, 64)]
    const piece = random.some([...bytes.slice(from, from + length)], length)
    return join(bytes.subarray(0, from), Uint8Array.from(piece), bytes.subarray(from + length))
  },
  (bytes, random) => {
    const [from, to] = [random.whole(0, bytes.length), random.whole(0, bytes.length)]
    return join(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const from = random.whole(0, bytes.length)
    const piece = bytes.subarray(from, from + random.whole(1, 300))
    return join(bytes, ...Array.from({ length: random.whole(1, 20) }, () => piece))
  },
  inserted(random => text(random.one(PIECES).repeat(random.whole(1, 6)))),
  inserted(random => text(random.one(['x', '9', '"', ',', '\n', ' ']).repeat(random.whole(100, 12_000)))),
  inserted(random => Uint8Array.from({ length: random.whole(1, 30) }, () => random.whole(0, 255))),
  bytes => Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf8'),
  bytes => Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le'),
  (bytes, random) => {
    const rows = Buffer.from(bytes).toString('utf8').split('\n').slice(0, 500)
    return Buffer.from(random.some(rows, rows.length).join('\n'))
  },
  (bytes, random) => {
    const [from, to] = random.some([',', ';', '\t', '|', '"', '.', '%', '/'], 2)
    return Buffer.from(Buffer.from(bytes).toString('utf8').replaceAll(from, to))
  },
]
