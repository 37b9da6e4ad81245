/** Names that Windows keeps for devices, whatever the ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])$/i
/** Most file systems take 255 bytes (or UTF-16 units) for a name; the ending, "(2)" and the like come on top. */
const LONGEST_BYTES = 200

/**
 * A file name that every system takes: "Grade 4 - First plan - groups.csv". Without what Windows forbids, without
 * letters that turn the reading direction, at most 200 bytes before the ending.
 *
 * @param parts joined by " - "; empty ones are left out
 * @param extension without the dot
 */
export function safeFileName(parts: readonly string[], extension: string): string {
  const cleaned = parts.map(part =>
    part
      .toWellFormed()
      .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\uFFFD]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const whole = atMost(LONGEST_BYTES, cleaned.filter(Boolean).join(' - '))
  // Windows drops dots and spaces at the end; a leading dot hides the file elsewhere.
  const name = whole.replace(/^[. ]+|[. ]+$/g, '') || 'Horseshoe'
  const [stem = ''] = name.split('.')
  return `${DEVICE.test(stem.trim()) ? `_${name}` : name}.${extension}`
}

/** As many whole letters as have room. */
function atMost(bytes: number, text: string): string {
  const encoder = new TextEncoder()
  let room = bytes
  let fitting = ''
  for (const letter of text) {
    room -= encoder.encode(letter).length
    if (room < 0) break
    fitting += letter
  }
  return fitting
}
