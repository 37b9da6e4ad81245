/** A CSV file of invented scores: percent, points, levels and scale scores in turn, about one in twelve missing. */
export function inventedScores(students: number, skills: number): string {
  let state = 20_261_124
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const kinds = [
    () => `${Math.round(100 * random())}`,
    () => `${Math.round(10 * random())}/10`,
    () => `${1 + Math.floor(4 * random())}`,
    () => `${150 + Math.round(90 * random())}`,
  ]
  const header = ['Name', 'Student ID', ...Array.from({ length: skills }, (_, skill) => `Skill ${skill + 1}`)]
  const rows = Array.from({ length: students }, (_, at) => [
    `Student${at} Family${at % 97}`,
    `S${100_000 + at}`,
    ...Array.from({ length: skills }, (_skill, skill) =>
      random() < 0.08 ? '' : kinds[skill % kinds.length](),
    ),
  ])
  return [header, ...rows].map(cells => cells.join(',')).join('\n')
}
