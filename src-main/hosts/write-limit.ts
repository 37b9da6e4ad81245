/**
 * Lives on where a limit on the size of files is met. The write that met it fails, and that is told; but the system
 * also sends a signal, and the library that keeps the settings answers every signal by ending the program.
 */
export function outliveWriteLimits(): void {
  // Windows knows no such signal.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined)
}
