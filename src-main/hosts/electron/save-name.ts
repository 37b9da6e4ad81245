/**
 * What a dialog proposes as a file's name: a name and never a place. The person decides about the folder; a page
 * that was taken over must not propose one where programs are started from.
 */
export function nameAlone(fileName: string): string {
  // Also what Windows takes for a drive, a stream or a folder.
  const name = fileName.replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, '-').replace(/^[.\s-]+/, '')
  return name === '' ? 'Horseshoe' : name
}
