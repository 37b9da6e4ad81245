import { EventEmitter } from 'node:events'

/** Use of Electron that is not in the fake's list, or not allowed at that moment. */
export class NotInTheList extends Error {
  override name = 'NotInTheList'
}

/**
 * An object with the given members and no others: reading or writing any other name throws. So an API of Electron
 * that nobody has looked at from the side of safety fails the tests, and has to be added to the list.
 */
export function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, key) {
      // `then` and `toJSON` are asked of every object, by await and by JSON.
      if (typeof key === 'string' && !(key in target) && key !== 'then' && key !== 'toJSON') {
        throw new NotInTheList(`electron: ${name}.${key} is not in the list of what Horseshoe may use.`)
      }
      const value = Reflect.get(target, key, target) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set(_target, key) {
      throw new NotInTheList(`electron: ${name}.${String(key)} may not be set.`)
    },
  })
}

/** An emitter of the given events and no others: a misspelt event would never be heard of, so it throws here. */
export class StrictEmitter extends EventEmitter {
  readonly owner: string
  readonly known: readonly string[]

  constructor(owner: string, known: readonly string[]) {
    super()
    this.owner = owner
    this.known = known
  }

  override on(event: string, listener: (...args: never[]) => void): this {
    if (!this.known.includes(event)) {
      throw new NotInTheList(`electron: the event ${this.owner} '${event}' is not in the list.`)
    }
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    if (!this.known.includes(event)) {
      throw new NotInTheList(`electron: the event ${this.owner} '${event}' is not in the list.`)
    }
    return super.once(event, listener as (...args: unknown[]) => void)
  }
}
