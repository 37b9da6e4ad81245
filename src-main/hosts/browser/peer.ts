import { readFileSync } from 'node:fs'

/** Connections of this computer, as Linux lists them, each with the user it belongs to. */
const LISTS = ['/proc/net/tcp', '/proc/net/tcp6']
/** 127.0.0.1, as it stands in each list. */
const LOOPBACK = ['0100007F', '0000000000000000FFFF00000100007F']
const ROOT = 0

/**
 * The user at the other end of a connection over loopback.
 *
 * @param list what stands in /proc/net/tcp or tcp6
 * @param from port of the other end
 * @param to port that listens
 * @returns the user's number; null when there is no such connection in the list
 */
export function userOf(list: string, from: number, to: number): number | null {
  const ends = (port: number) =>
    LOOPBACK.map(address => `${address}:${port.toString(16).toUpperCase().padStart(4, '0')}`)
  const [ours, theirs] = [ends(to), ends(from)]
  for (const line of list.split('\n')) {
    const [, local = '', remote = '', , , , , user] = line.trim().split(/\s+/)
    if (theirs.includes(local) && ours.includes(remote)) return Number(user)
  }
  return null
}

/**
 * Whether somebody else of this computer is at the other end: they may read which programs run and with what words,
 * and so the one-time address; and a browser sends the cookie to every port of the computer. Root is nobody else: it
 * can read the data anyway, and passes connections on where Linux runs in a virtual machine. Only Linux says.
 */
export function isOfAnotherUser(from: number, to: number): boolean {
  const own = process.getuid?.()
  if (process.platform !== 'linux' || own === undefined) return false
  const user = LISTS.map(path => userOf(readList(path), from, to)).find(found => found !== null) ?? null
  return user !== null && user !== own && user !== ROOT
}

function readList(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A sandbox without it, or without IPv6.
    return ''
  }
}
