import { afterEach, expect, it, vi } from 'vitest'
import { Chime } from '../../../src-renderer/state/presenting/chime.ts'

interface Note {
  isStopped: boolean
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
        const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing }
        return { gain: { ...gain, exponentialRampToValueAtTime: nothing }, connect: nothing }
      }
      createOscillator() {
        const note = {
          isStopped: false,
          onended: null,
          frequency: {},
          connect: (next: object) => next,
          start: () => undefined,
          // Without a time: at once.
          stop: (at?: number) => (note.isStopped ||= at === undefined),
        }
        notes.push(note)
        return note
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
  notes[0]?.onended?.()
  chime.rest()
  expect(notes.map(({ isStopped }) => isStopped)).toEqual([false, true])
  chime.ring('soon')
  expect(notes.map(({ isStopped }) => isStopped)).toEqual([false, true, false])
})
