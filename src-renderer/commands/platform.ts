/** Whether the person's keyboard has ⌘ where others have Ctrl. */
export const isMac = navigator.platform.startsWith('Mac')
