import sample from '../../resources/sample-class/grade-4.json' with { type: 'json' }

/**
 * The invented class that is one click away: nobody in it exists. Students hold one list of percents for each
 * assessment, in the order of `skills`; null = not assessed.
 */
export const sampleClass = sample

/** What a teacher wrote for a group whose focus is a skill, by the skill's name. */
export const sampleAims: ReadonlyMap<string, { aim: string; moves: string; materials: string }> = new Map(
  Object.entries(sample.aims),
)

/** A student's scores in one of the sample's assessments. */
export function sampleScores(
  student: (typeof sample.students)[number],
  assessment: (typeof sample.assessments)[number],
): readonly (number | null)[] {
  return assessment.key === 'september' ? student.september : student.november
}
