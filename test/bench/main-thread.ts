/** The longest piece in which nothing else could run, in milliseconds. */
export interface Held {
  /** By the clock: with what the computer did for others meanwhile. */
  readonly wall: number
  /** Of the thread's own work. */
  readonly work: number
}

/** Watches the thread that it is called in. Answers a function that stops watching. */
export function watchMainThread(): () => Promise<Held> {
  let [wall, work] = [0, 0]
  let before = now()
  const look = () => {
    const after = now()
    wall = Math.max(wall, after.wall - before.wall)
    work = Math.max(work, after.work - before.work)
    before = after
  }
  const timer = setInterval(look, 1)
  return async () => {
    // What ran last shows at the next turn.
    await new Promise(turn => setTimeout(turn, 5))
    look()
    clearInterval(timer)
    return { wall, work }
  }
}

function now() {
  const { user, system } = process.threadCpuUsage()
  return { wall: performance.now(), work: (user + system) / 1000 }
}
