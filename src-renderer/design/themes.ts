import type { Theme as ThemeName } from '../../src-main/contract/workspace.ts'

/** The appearances a person can choose from. */
export const themes: readonly { theme: ThemeName; name: string }[] = [
  { theme: 'system', name: 'Like the computer' },
  { theme: 'light', name: 'Light' },
  { theme: 'dark', name: 'Dark' },
]
