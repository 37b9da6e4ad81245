import type { StationId } from '../../src-main/contract/ids.ts'
import type { Station } from '../../src-main/contract/rotation.ts'
import type { StationKind } from '../../src-main/contract/station-choices.ts'

type Sign = Station['icon']

const OF_KIND: Readonly<Record<StationKind, Sign | null>> = {
  table: 'table',
  independent: 'pencil',
  partner: 'partners',
  technology: 'screen',
  library: 'shelf',
  adult: 'adult',
  other: null,
}

/** In the order in which they are given away: first those that are of no kind. */
const FREE: readonly Sign[] = ['star', 'puzzle', 'letters', 'ears', 'speech', 'book', 'pencil', 'partners']

/** A sign that no station has; where each has been given, the first again. */
export function freeSign(stations: readonly Pick<Station, 'icon'>[]): Sign {
  return FREE.find(sign => stations.every(({ icon }) => icon !== sign)) ?? 'star'
}

/** Which signs stations have from the app and which the teacher has chosen, as far as this window knows. */
export class Signs {
  /** null = the teacher has chosen it. */
  readonly #given = new Map<StationId, Sign | null>()

  give(id: StationId, sign: Sign): void {
    this.#given.set(id, sign)
  }

  choose(id: StationId): void {
    this.#given.set(id, null)
  }

  /** The sign of a station that becomes another kind: that kind's, if no other has it; a chosen one stays. */
  turned(stations: readonly Station[], { id, icon, kind }: Station, to: StationKind): Sign {
    const given = this.#given.has(id) ? this.#given.get(id) : OF_KIND[kind]
    if (icon !== given || to === kind) return icon
    const others = stations.filter(one => one.id !== id)
    const sign = OF_KIND[to]
    const isFree = sign !== null && others.every(one => one.icon !== sign)
    // What says another kind than it is would mislead more than a sign of none.
    const next = isFree ? sign : icon === OF_KIND[kind] ? freeSign(others) : icon
    this.give(id, next)
    return next
  }
}
