import { zipSync } from 'fflate'
import { writeWorkbook } from '../unit/exchange/write-workbook.ts'

const text = (content: string) => new TextEncoder().encode(content)
const lines = (count: number, line: (at: number) => string) =>
  text(Array.from({ length: count }, (_, at) => line(at)).join('\n'))

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const scores = [{ name: 'Scores', rows: [['Name', 'Fractions'], ['Ana', 80], ['Ben', 70]] }] // prettier-ignore
const sheetOf = (content: string) =>
  writeWorkbook(scores, { more: { 'xl/worksheets/sheet1.xml': text(content) } })
const manyFiles = (count: number, content: Uint8Array) =>
  zipSync(Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.csv`, content])))

/** Files that somebody made to do harm, or a program on a bad day: refused with these words, or read (null). */
export const HOSTILE: readonly (readonly [name: string, bytes: () => Uint8Array, refusal: string | null])[] = [
  ['a zip that points outside', () => zipSync({ '../../evil.csv': text('Name,F\nAna,80') }), '“../”'],
  ['a workbook that points outside', () => writeWorkbook(scores, { more: { 'xl\\..\\..\\evil.xml': text('x') } }), '“../”'],
  ['a zip bomb', () => zipSync({ 'scores.csv': new Uint8Array(150_000_000) }), 'grows to more than'],
  ['a bomb in a workbook', () => writeWorkbook(scores, { more: { 'xl/sharedStrings.xml': new Uint8Array(150_000_000) } }), 'grows to more than'],
  ['many small bombs', () => manyFiles(150, new Uint8Array(900_000).fill(65)), 'grows to more than'],
  ['a zip of too many files', () => manyFiles(500, text('a')), '500 files'],
  ['an empty zip', () => zipSync({}), 'There is no table in this zip'],
  ['a billion laughs', () => sheetOf('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'), 'declares its own XML'],
  ['an external entity', () => sheetOf('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'), 'declares its own XML'],
  ['XML that does not end', () => sheetOf(`<worksheet ${main}><sheetData><row>`), 'cannot be read'],
  ['XML nested very deeply', () => sheetOf(`${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`), 'grows to'],
  ['one very long mark', () => sheetOf(`<worksheet ${main}><sheetData a="${'x'.repeat(5_000_000)}"/></worksheet>`), null],
  ['a cell at the end of the world', () => sheetOf(`<worksheet ${main}><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`), '16,384 columns'],
  ['merged cells over everything', () => sheetOf(`<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:SF1048576"/>'.repeat(4000)}</mergeCells></worksheet>`), null],
  ['merged cells from right to left', () => sheetOf(`<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="E1" t="inlineStr"><is><t>F</t></is></c></row></sheetData><mergeCells>${'<mergeCell ref="E1:D1048576"/><mergeCell ref="E1:A1048576"/>'.repeat(2000)}</mergeCells></worksheet>`), null],
  ['a workbook locked with a password', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le')]), 'password'],
  ['an old workbook', () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old Excel format'],
  ['100,000 columns', () => text(`Name${',x'.repeat(100_000)}\nAna${',80'.repeat(100_000)}`), 'at most 500'],
  ['300,000 rows', () => lines(300_000, at => `a${at},1`), 'more than 200,000 rows'],
  ['a cell of 5 MB', () => text(`Name,F\nAna,${'9'.repeat(5_000_000)}`), 'more than 10000 characters'],
  ['a quotation mark that does not close, before 5 MB', () => text(`Name,F\n"Ana,80\n${'Ben,70\n'.repeat(700_000)}`), 'not closed'],
  ['quotation marks everywhere', () => text(`Name,F\n${'"a""b"" ,"\n'.repeat(100_000)}`), null],
  ['nothing but quotation marks', () => text('"'.repeat(2_000_000)), null],
  ['nothing but line ends', () => text('\n'.repeat(3_000_000)), 'empty'],
  ['nothing but zero bytes', () => new Uint8Array(1_000_000), 'zero bytes'],
  ['words for what is sensitive, without end', () => text(`Name,${Array.from({ length: 400 }, () => 'free reduced '.repeat(600)).join(',')}\nAna,x`), null],
  ['digits and points without end', () => lines(2000, at => `A${at},${'1.'.repeat(4000)}`), null],
  ['20,000 students of one id', () => lines(20_000, at => (at === 0 ? 'Name,Student ID,F' : `A${at},7,${at % 100}`)), null],
  ['a long table of one skill a row', () => lines(20_000, at => (at === 0 ? 'Student,Skill,Score' : `A${at % 100},Skill ${at},${at % 100}`)), null],
  ['rows of many tests', () => lines(40_000, at => (at === 0 ? 'Student,Skill,Score,Date' : `A${at % 2000},Skill ${at % 40},${at % 100},2026-${(at % 9) + 1}-01`)), null],
] // prettier-ignore
