import { describe, expect, it } from 'vitest'
import { readStandards } from '../../../src-main/exchange/read-standards.ts'
import { MOST_STANDARDS } from '../../../src-main/exchange/standard-order.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const list = (value: unknown) => readStandards(bytes(JSON.stringify(value)), 'list.json')
const isChildOf = (child: string, parent: string) => ({
  associationType: 'isChildOf',
  originNodeURI: { identifier: child, title: child },
  destinationNodeURI: { identifier: parent, title: parent },
})

describe('a CASE package', () => {
  const pack = {
    CFDocument: { identifier: 'doc', title: 'Mathematics, grade 4' },
    CFItems: [
      {
        identifier: 'c',
        humanCodingScheme: '4.NF.A.1',
        fullStatement: 'Explain why a/b equals\n (n×a)/(n×b).',
      },
      { identifier: 'a', fullStatement: 'Number and Operations—Fractions' },
      { identifier: 'b', abbreviatedStatement: 'Equivalence and ordering', humanCodingScheme: '4.NF.A' },
      { identifier: 'x' },
    ],
    CFAssociations: [
      isChildOf('c', 'b'),
      isChildOf('b', 'a'),
      isChildOf('a', 'doc'),
      {
        associationType: 'isRelatedTo',
        originNodeURI: { identifier: 'a' },
        destinationNodeURI: { identifier: 'c' },
      },
    ],
  }

  it('gives codes, statements and what stands above them, parents first', () => {
    expect(list(pack)).toEqual({
      name: 'Mathematics, grade 4',
      standards: [
        { code: '', statement: 'Number and Operations—Fractions', parent: null },
        { code: '4.NF.A', statement: 'Equivalence and ordering', parent: 0 },
        { code: '4.NF.A.1', statement: 'Explain why a/b equals (n×a)/(n×b).', parent: 1 },
      ],
    })
  })

  it('may be wrapped, and standards that stand under each other in a ring are all kept', () => {
    expect(list({ CFPackage: pack }).standards).toHaveLength(3)
    const ring = { ...pack, CFAssociations: [isChildOf('a', 'b'), isChildOf('b', 'c'), isChildOf('c', 'a')] }
    const { standards } = list(ring)
    expect(standards.map(({ code }) => code).sort()).toEqual(['', '4.NF.A', '4.NF.A.1'])
    for (const [at, { parent }] of standards.entries()) expect(parent ?? -1).toBeLessThan(at)
  })

  it.each([
    ['cut off', '{"CFItems": [', 'broken or was cut off'],
    ['another JSON', '{"hello": 1}', 'no list of standards'],
    [
      'strange',
      '{"CFItems": [null, 3, [], {"identifier": {"a": 1}}], "CFAssociations": [null]}',
      'has a code',
    ],
    ['hostile', '{"__proto__": {"CFItems": []}, "CFItems": "constructor"}', 'no list of standards'],
  ])('that is %s is refused in words', (_, text, words) => {
    expect(() => readStandards(bytes(text), 'list.json')).toThrow(UnreadableFile)
    expect(() => readStandards(bytes(text), 'list.json')).toThrow(words)
  })

  it('that is far too long is refused', () => {
    const CFItems = Array.from({ length: MOST_STANDARDS + 1 }, (_, at) => ({
      identifier: `${at}`,
      humanCodingScheme: `${at}`,
    }))
    expect(() => list({ CFItems })).toThrow('at most 20,000')
  })
})

describe('a table of standards', () => {
  const table = (text: string) => readStandards(bytes(text), 'C:\\lists\\Grade 4 reading.csv')

  it('that goes down without end is refused: a search would go up as often', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, at) => `C${at},Statement ${at},${at ? `C${at - 1}` : ''}`).join('\n')
    const read = (length: number) => readStandards(bytes(`code,name,parent\n${chain(length)}`), 'x.csv')
    expect(read(20).standards).toHaveLength(20)
    for (const length of [21, 20_000]) {
      expect(() => read(length)).toThrow('More than 20 entries stand under each other, down to C20.')
    }
  })

  it('has codes, names and parents, which may be codes or words', () => {
    expect(table('code,name,parent\nRL.4.1,Refer to details,RL.4\nRL.4,Literature,Reading')).toEqual({
      name: 'Grade 4 reading',
      standards: [
        { code: '', statement: 'Reading', parent: null },
        { code: 'RL.4', statement: 'Literature', parent: 0 },
        { code: 'RL.4.1', statement: 'Refer to details', parent: 1 },
      ],
    })
    expect(table('Code;Statement\nA;One\nB;').standards).toEqual([
      { code: 'A', statement: 'One', parent: null },
      { code: 'B', statement: 'B', parent: null },
    ])
  })

  it.each([
    ['names no columns', 'Name,Fractions\nAmina,80', 'the first row has to name the columns code and name'],
    ['says a code twice', 'code,name\nA,One\nA,Two', 'Rows 2 and 3 have the same code: A.'],
    ['has no code', 'code,name\n,One', 'No standard in this file has a code.'],
  ])('that %s is refused in words', (_, text, words) => {
    expect(() => table(text)).toThrow(UnreadableFile)
    expect(() => table(text)).toThrow(words)
  })
})
