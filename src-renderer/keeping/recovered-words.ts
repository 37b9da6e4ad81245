import type { Recovered } from '../../src-main/contract/keeping.ts'
import { rowsInWords } from './keeping-words.ts'

/** "All 28 students", "540 of 560 scores", and whether that is all there was. */
export function recoveredInWords(row: Recovered['tables'][number]): { words: string; isWhole: boolean } {
  const { rows, expected, leftOut, name } = row
  const number = (value: number) => value.toLocaleString('en')
  const leftOutWords = leftOut > 0 ? `; ${number(leftOut)} left out, for what they belong to is gone` : ''
  if (expected === null) {
    return { words: `${rowsInWords(row)}; nobody can say how many there were${leftOutWords}`, isWhole: false }
  }
  if (rows >= expected && leftOut === 0)
    return { words: rows === 1 ? `1 ${name}` : `All ${number(rows)} ${name}`, isWhole: true }
  return { words: `${number(rows)} of ${number(expected)} ${name}${leftOutWords}`, isWhole: false }
}
