/** A class of any size with invented people, some with long names. */
export function inventedClass(students: number): Uint8Array {
  const skills = [
    'Reading fluency',
    'Vocabulary',
    'Main idea',
    'Inference',
    'Place value',
    'Multiplication',
    'Fractions',
    'Area and perimeter of composed shapes',
  ]
  const given = [
    'Amina',
    'Tomás',
    'Wren',
    'Priya',
    'Mateo',
    'Quinn',
    'Oskar',
    'Yara',
    'Maximiliane Theodora',
    'Hana',
    'Kofi',
    'Lena',
  ]
  const family = [
    'Yusuf',
    'Herrera',
    'Okafor',
    'von Hohenfels-Nakamura',
    'Jiménez',
    'Delacroix',
    'Lindqvist',
    'Haddad',
    'Novák',
    'Li',
    'Mensah',
  ]
  let state = 12345
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  const rows = Array.from({ length: students }, (_, at) => {
    const level = 45 + 35 * random()
    const weak = Math.floor(random() * skills.length)
    const scores = skills.map((_skill, skill) =>
      random() < 0.05
        ? ''
        : Math.round(Math.max(5, Math.min(100, level + 25 * random() - (skill === weak ? 30 : 0)))),
    )
    return [`${given[at % given.length] ?? ''} ${family[(at * 7) % family.length] ?? ''}`, ...scores].join(
      ',',
    )
  })
  return new TextEncoder().encode([['Name', ...skills].join(','), ...rows].join('\n'))
}
