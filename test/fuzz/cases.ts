import { zipSync } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UnreadableFile } from '../../src-main/exchange/unreadable-file.ts'
import { mustComeBack, mustStandInTheFile, readAnything } from './check.ts'
import { MUTATIONS } from './mutate.ts'
import { Random } from './random.ts'
import { asText, asWorkbook, randomTable } from './random-table.ts'

/** A random table as text comes back as it was written. @throws Broken */
export function knownTextCase(seed: number): void {
  const random = new Random(seed)
  const table = randomTable(random)
  mustComeBack(table, readAnything(asText(table, random)))
}

/** A random table as a workbook comes back as it was written. @throws Broken */
export function knownWorkbookCase(seed: number): void {
  const table = randomTable(new Random(seed))
  mustComeBack(table, readAnything(asWorkbook(table)))
}

const FIXTURES: readonly string[] = [
  'Name;Fractions;Place value;Spelling;Notes\r\nAmina Yusuf;85%;8/10;3,5;quiet\r\nBen Carter;40%;absent;4;\r\nCy;N/A;6/10;2;ok',
  'Report\nTeacher:,Ms O\n\n,,Math,,Reading\nName,ID,Fractions,Area,Fluency\nAna,1,80,70,Secure\nBen,2,60,50,Emerging\nCy,3,,55,Developing\nAverage,,70,58,',
  'Student,Skill,Score,Out of,Date\nAna,Fractions,6,10,11/02/2026\nAna,Fractions,8,10,11/20/2026\nAna,Area,3,5,11/02/2026\nBen,Fractions,4,10,11/20/2026\nBen,Area,5,5,11/20/2026',
  'Last Name\tFirst Name\tGrade\tReading\tMath\nSilva\tMaria José\tB+\t201\t1.234,5\nKo\tBen\tC-\t187\t1.300,5\nLi\tAna\tA\t215\t1.150,0',
  'Name,__proto__,constructor\nAna,80,70\nBen,60,50\n"Cy ""Ace"" Ro",55,"45"',
]

/** A good text with up to three things that happen to files. @throws Broken */
export function mutatedTextCase(seed: number): void {
  const random = new Random(seed)
  const start = random.chance(0.7) ? Buffer.from(random.one(FIXTURES)) : asText(randomTable(random), random)
  readAnything(mutated(start, random))
}

const VENDOR_FILES = resolve(import.meta.dirname, '../fixtures/exchange')

/** The fixture of every known format, and OneRoster as the zip it comes in. */
const VENDORS: readonly Uint8Array[] = [
  ...readdirSync(VENDOR_FILES)
    .filter(name => /\.[ct]sv$/.test(name))
    // A Buffer's slice is no copy: one case would spoil the next.
    .map(name => new Uint8Array(readFileSync(join(VENDOR_FILES, name)))),
  zipSync(
    Object.fromEntries(
      readdirSync(join(VENDOR_FILES, 'one-roster')).map(name => [
        name,
        readFileSync(join(VENDOR_FILES, 'one-roster', name)),
      ]),
    ),
    { level: 0 },
  ),
]

/** A file of a known format with up to three things that happen to files. @throws Broken */
export function mutatedVendorCase(seed: number): void {
  const random = new Random(seed)
  // One after the other, so that each is tried as often.
  const bytes = mutated(VENDORS[seed % VENDORS.length], random)
  const read = readAnything(bytes)
  if (!(read instanceof UnreadableFile)) mustStandInTheFile(bytes, read)
}

/** A workbook of which bytes were changed is what it was before, or is refused. @throws Broken */
export function mutatedWorkbookCase(seed: number): void {
  const random = new Random(seed)
  const table = randomTable(random)
  const bytes = mutated(asWorkbook(table), random)
  const isStillZip = bytes.length > 2 && bytes[0] === 0x50 && bytes[1] === 0x4b
  const read = readAnything(bytes)
  if (isStillZip && !(read instanceof UnreadableFile)) mustComeBack(table, read)
}

function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let changed: Uint8Array = bytes
  for (let times = random.whole(1, 3); times > 0; times--) changed = random.one(MUTATIONS)(changed, random)
  return changed
}
