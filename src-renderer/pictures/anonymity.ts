import type { Student } from '../../src-main/contract/classes.ts'

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en')

const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * The first student who can be meant by a word of a text, by call name, label or any part of the full name, whatever
 * the case and accents; null if nobody. Rather too careful: "Hazel" the tree is taken for Hazel the student.
 */
export function namedIn(text: string, students: readonly Student[]): Student | null {
  const words = new Set(wordsOf(text))
  const isNamed = ({ fullName, callName, label }: Student) =>
    [fullName, callName, label].some(name =>
      wordsOf(name).some(word => [...word].length > 1 && words.has(word)),
    )
  return students.find(isNamed) ?? null
}
