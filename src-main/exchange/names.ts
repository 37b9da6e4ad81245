/** How two writings of a name are compared: letters alone, whatever the case, accents, spaces or order mark. */
export function nameKey(name: string): string {
  return exactNameKey(name).normalize('NFD').replace(/\p{M}/gu, '')
}

/** As `nameKey`, but accents count. "Silva, Maria" and "Maria Silva" are the same. */
export function exactNameKey(name: string): string {
  return displayName(name)
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

/** "Silva, Maria" as "Maria Silva"; other names as they are, without double spaces. */
export function displayName(name: string): string {
  const parts = name.split(',').map(part => part.trim())
  const [family, given] = parts
  const turned = parts.length === 2 && family && given ? `${given} ${family}` : name
  return turned.replace(/\s+/g, ' ').trim()
}

/** What the teacher is likely to say aloud: the given name where it is known, else the first word. */
export function guessCallName(fullName: string, givenName: string): string {
  const given = givenName.trim() || (fullName.includes(',') ? (fullName.split(',')[1] ?? '').trim() : '')
  if (given) return given.split(' ')[0] ?? given
  return fullName.trim().split(/\s+/)[0] ?? fullName
}
