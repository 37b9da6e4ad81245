import { afterEach, expect, it, vi } from 'vitest'
import { Chime } from '../../../src-renderer/state/presenting/chime.ts'

interface Note {
  isStopped: boolean
  isHeard: boolean
  onended: (() => void) | null
}

/** A loudspeaker whose clock stands still, as that of one that rests does. */
function listen(): Note[] {
  const notes: Note[] = []
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0
      destination = {}
      resume = () => Promise.resolve()
      suspend = () => Promise.resolve()
      createGain() {
        const nothing = () => undefined
        const note: Note = { isStopped: false, isHeard: true, onended: null }
        notes.push(note)
        return {
          gain: {
            setValueAtTime: nothing,
            linearRampToValueAtTime: nothing,
            exponentialRampToValueAtTime: nothing,
          },
          connect: nothing,
          disconnect: () => (note.isHeard = false),
        }
      }
      createOscillator() {
        const note = notes.at(-1)
        if (!note) throw new Error('A tone has its volume before it.')
        return Object.assign(note, {
          frequency: {},
          connect: (next: object) => next,
          start: () => undefined,
          // Without a time: at once.
          stop: (at?: number) => (note.isStopped ||= at === undefined),
        })
      }
    },
  )
  return notes
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('what was still to sound when the loudspeaker is let be does not sound when it is woken', () => {
  const notes = listen()
  const chime = new Chime()
  chime.ring('change')
  expect(notes.map(({ isHeard }) => isHeard)).toEqual([true, true])
  notes[0]?.onended?.()
  chime.rest()
  expect(notes.map(({ isStopped, isHeard }) => [isStopped, isHeard])).toEqual([
    [false, true],
    [true, false],
  ])
  chime.ring('soon')
  expect(notes.at(-1)).toMatchObject({ isStopped: false, isHeard: true })
})
