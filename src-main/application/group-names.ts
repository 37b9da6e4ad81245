/** Trees: none is higher than another. */
const NAMES = (
  'Maple Cedar Birch Willow Aspen Juniper Hazel Rowan Linden Alder Olive Laurel Spruce Sequoia Magnolia Acacia ' +
  'Poplar Elm Cypress Holly Mulberry Almond Baobab Tamarind Chestnut Hawthorn Larch Banyan Cherry Ginkgo Plane ' +
  'Ebony Fig Myrtle Sycamore Walnut Jacaranda Hornbeam Quince Teak'
).split(' ')

/** The name a new group gets by its position; after 40 groups the names come round with a number. */
export function groupName(position: number): string {
  const name = NAMES[position % NAMES.length] ?? 'Maple'
  const round = Math.floor(position / NAMES.length)
  return round === 0 ? name : `${name} ${round + 1}`
}
