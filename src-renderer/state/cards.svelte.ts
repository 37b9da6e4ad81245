/** Whether the groups' cards lie over the map, in a window too small to have them beside it. */
class Cards {
  open = $state(false)
}

export const cards = new Cards()
