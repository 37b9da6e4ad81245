/** A text of at most `length` UTF-16 units; what is cut shows as an ellipsis. */
export function shortened(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
