// Without zod, so that a window can import it: zod tries out `new Function`, which the window's policy refuses aloud.

/** The fewest signs a passphrase may have that protects a class. */
export const SHORTEST_PASSPHRASE = 10

/** The kinds of file that can be opened, by the end of their names: scores, lists of standards, a sealed class. */
export const READABLE_EXTENSIONS = ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'zip', 'json', 'horseshoe'] as const

/** The largest file that is taken from the computer, in bytes. */
export const LARGEST_GIVEN_BYTES = 20_000_000
