import { cellAt } from '../format-parts/headed-table.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const RIT: Scale = { kind: 'score', minimum: 100, maximum: 350 }

/** One row a student, term and subject; the names of the goals are values, for they differ from test to test. */
export const nweaMapGrowth = testRowsFormat({
  id: 'nwea-map-growth',
  title: 'NWEA MAP Growth',
  explanation:
    'The RIT of each subject and of each goal area (“Operations and Algebraic Thinking”), on the RIT scale from 100 to 350. Percentiles, growth, projections, Lexile and Quantile are not read.',
  telling: ['TermName', 'Subject', 'TestRITScore', 'Goal1Name', 'Goal1RitScore'],
  students: {
    ids: ['StudentID', 'Student_Number', 'Student_StateID'],
    given: ['StudentFirstName'],
    family: ['StudentLastName'],
  },
  alsoShown: ['Grade'],
  read: (table, lines) => {
    const at = {
      term: table.at('TermName'),
      subject: table.at('Subject'),
      date: table.at('TestStartDate'),
      time: table.at('TestStartTime'),
      rit: table.at('TestRITScore'),
    }
    const goals = table.matching(/^Goal ?(\d+) ?Name$/i).map(({ at: name, caught }) => ({
      name,
      rit: table.at(`Goal${caught[1] ?? ''}RitScore`),
      number: Number(caught[1]),
    }))
    goals.sort((a, b) => a.number - b.number)

    const subjects = new Map<string, { overall: Measure; goals: Map<string, Measure> }>()
    const goalSubjects = new Map<string, Set<string>>()
    const sorted = [...lines].sort((a, b) => a.row - b.row)
    for (const line of sorted) {
      for (const goal of goals) {
        const name = cellAt(line, goal.name)
        if (name === '') continue
        goalSubjects.set(name, (goalSubjects.get(name) ?? new Set()).add(cellAt(line, at.subject)))
      }
    }
    for (const line of sorted) {
      const subject = cellAt(line, at.subject)
      const known = subjects.get(subject) ?? {
        overall: { name: `${subject || 'Overall'} RIT`, header: 'TestRITScore', scale: RIT },
        goals: new Map<string, Measure>(),
      }
      subjects.set(subject, known)
      for (const goal of goals) {
        const area = cellAt(line, goal.name)
        if (area === '' || known.goals.has(area)) continue
        // The same words in two subjects are two skills.
        const isShared = (goalSubjects.get(area)?.size ?? 0) > 1
        known.goals.set(area, { name: isShared ? `${area} (${subject})` : area, header: area, scale: RIT })
      }
    }

    return {
      measures: [...subjects.values()].flatMap(({ overall, goals: areas }) => [overall, ...areas.values()]),
      testsOf: line => {
        const subject = cellAt(line, at.subject)
        const known = subjects.get(subject)
        const results = new Map<Measure, string>()
        if (known) results.set(known.overall, cellAt(line, at.rit))
        for (const goal of goals) {
          const measure = known?.goals.get(cellAt(line, goal.name))
          if (measure) results.set(measure, cellAt(line, goal.rit))
        }
        const when = [cellAt(line, at.date), cellAt(line, at.time)].filter(Boolean).join(' ')
        return [{ kind: subject, window: cellAt(line, at.term), taken: readUsDate(when) ?? '', results }]
      },
    }
  },
})
