import { killOften } from '../crash/kill.ts'
import { told, type Figure } from './measure.ts'

const KILLS = 2000
const KILLS_OF_THE_FAULTY = 20

/** What is left after so many kills; and that a program which says "done" too early is found out. */
export async function crashFigures(kills = KILLS): Promise<Figure[]> {
  const report = await killOften(kills, Math.floor(Date.now() / 1000))
  for (const fault of report.faults) console.log(fault)
  const control = await killOften(KILLS_OF_THE_FAULTY, 1, 'commitLate')
  const kinds = [...report.operations].filter(([name]) => name !== 'open').length
  return [
    told('kill -9 at random moments', `${report.kills} times`),
    told('changes acknowledged before them', `${report.acknowledged}, of ${kinds} kinds`),
    told('kills that cut a transaction off (a journal to roll back)', String(report.cutOff)),
    told('kills between commit and answer', String(report.unsaid)),
    {
      name: 'acknowledged changes lost, unsound files, undo that fails',
      value: String(report.faults.length),
      limit: '0',
      holds: report.faults.length === 0,
    },
    {
      name: `the same test on a program that answers before it commits (${KILLS_OF_THE_FAULTY} kills)`,
      value: `${control.faults.length} faults found`,
      limit: 'at least 1',
      holds: control.faults.length > 0,
    },
  ]
}
