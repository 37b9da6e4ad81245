import type { Answer, Problem } from './problem.ts'
import type { HorseshoeEvent } from './events.ts'

/** A file for a person to keep: text (saved as UTF-8) or bytes, at most `LARGEST_FILE_BYTES` long. */
export interface SavableFile {
  fileName: string
  mediaType: string
  content: string | Uint8Array<ArrayBuffer>
}

/** What a window may ask to be saved at once. */
export const LARGEST_FILE_BYTES = 50_000_000

/**
 * What a host gives to a window, and all it gives. Electron's preload puts it on `window.horseshoe`;
 * in the browser host the same shape is made over HTTP.
 */
export interface Bridge {
  readonly host: 'electron' | 'browser'
  call(operation: string, input: unknown): Promise<Answer<unknown>>
  /**
   * Returns the function that stops listening.
   *
   * @param onListening told when events come from now on, where some may have been missed until then: over HTTP a
   * moment after the start, and again after the connection was lost
   */
  onEvent(listener: (event: HorseshoeEvent) => void, onListening?: () => void): () => void
  /**
   * Where the host can go while its window stays: told with a problem when the host is gone, as a connection that was
   * closed or refused shows and never the time it takes, and with null when it is there again.
   */
  onReached?(listener: (problem: Problem | null) => void): void
  /** Asks where to save; false when the person changed their mind. */
  saveFile(file: SavableFile): Promise<boolean>
  print(): Promise<void>
}
