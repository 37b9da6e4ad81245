import { writeWorkbook } from '../unit/exchange/write-workbook.ts'

/** Two terms on two sheets, merged headings, percent, points, levels in words, and what spreadsheets do to cells. */
export const TWO_TERMS = writeWorkbook([
  { name: 'About', rows: [['Room 12, made by Ms Okafor']] },
  {
    name: 'Autumn',
    rows: [
      ['Scores of Room 12', null, null, null, null],
      ['Name', 'Math', null, 'Reading', null],
      [null, 'Fractions', 'Area', 'Fluency', 'Inference'],
      ['Amina Yusuf', { percent: 0.85 }, '8/10', 'Secure', 3],
      ['Ben Carter', { percent: 0.4 }, '6/10', 'Emerging', { formula: 'E4+1' }],
      ['Chloé Marchand-Vandenbroucke de la Fontaine', { error: '#N/A' }, { day: 46303 }, 'Developing', 2],
      ['Dario Rossi', { percent: 0.62 }, '9/10', 'Secure', 4],
    ],
    merged: ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2'],
  },
  {
    name: 'Spring',
    rows: [
      ['Name', 'Fractions'],
      ['Amina Yusuf', 90],
      ['Ben Carter', 55],
    ],
  },
  {
    name: 'Drafts',
    rows: [
      ['Name', 'Fractions'],
      ['Nobody', 1],
    ],
    hidden: true,
  },
])
