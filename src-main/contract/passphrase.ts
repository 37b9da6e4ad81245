/** The fewest signs a passphrase may have that protects a class. Apart from the schemas: the window needs it, not them. */
export const SHORTEST_PASSPHRASE = 10
