/** Names that Windows keeps for devices, whatever the ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])$/i
const LONGEST = 120

/**
 * A file name that every system takes: "Grade 4 - First plan - groups.csv". Without what Windows forbids, without
 * letters that turn the reading direction, at most 120 characters before the ending.
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
  const whole = [...cleaned.filter(Boolean).join(' - ')].slice(0, LONGEST).join('')
  // Windows drops dots and spaces at the end; a leading dot hides the file elsewhere.
  const name = whole.replace(/^[. ]+|[. ]+$/g, '') || 'Horseshoe'
  const [stem = ''] = name.split('.')
  return `${DEVICE.test(stem.trim()) ? `_${name}` : name}.${extension}`
}
