/** Two notes a fifth apart for a change, one for "soon": C5 and G4, in Hz. */
const NOTES = { change: [523.25, 392], soon: [392] } as const
const LOUDNESS = 0.12
const NOTE_SECONDS = 0.45
const FADE_SECONDS = 1.8

/** A soft sound, made when it is wanted: no file, no network. A computer without sound stays silent. */
export class Chime {
  #context: AudioContext | null = null
  /** What sounds or is about to. */
  readonly #tones = new Set<OscillatorNode>()

  /** Call it when somebody presses something: a browser lets nothing sound before that. */
  wake(): void {
    this.#context ??= newContext()
    void this.#context?.resume().catch(() => undefined)
  }

  /** Lets the computer's loudspeaker be, until it is woken. */
  rest(): void {
    // The clock of the sound stands still with it: the rest of a note would sound when it is woken.
    for (const tone of this.#tones) tone.stop()
    this.#tones.clear()
    void this.#context?.suspend().catch(() => undefined)
  }

  ring(what: keyof typeof NOTES): void {
    this.wake()
    const context = this.#context
    if (!context) return
    for (const [at, pitch] of NOTES[what].entries()) {
      const begins = context.currentTime + at * NOTE_SECONDS
      const volume = context.createGain()
      volume.gain.setValueAtTime(0, begins)
      volume.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.03)
      volume.gain.exponentialRampToValueAtTime(0.0001, begins + FADE_SECONDS)
      const tone = context.createOscillator()
      tone.frequency.value = pitch
      tone.connect(volume).connect(context.destination)
      tone.start(begins)
      tone.stop(begins + FADE_SECONDS)
      this.#tones.add(tone)
      tone.onended = () => this.#tones.delete(tone)
    }
  }
}

/** null where the computer has no sound to give: it says so by refusing one, and it may have by the next press. */
function newContext(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}
