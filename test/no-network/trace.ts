const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
const NAME_SERVICE = 53

/** What has to be traced. `bind` is only there to see that anything is. */
export const TRACED_CALLS = 'bind,connect,sendto,sendmsg,sendmmsg'

/**
 * Reads what `strace -f -e trace=...` wrote. Sockets of the computer itself (AF_UNIX, AF_NETLINK) never leave it,
 * loopback neither, but for port 53: who asks a name server there has it ask others.
 *
 * @returns the lines of everything that could leave the computer; empty = nothing could
 */
export function sendingsIn(trace: string): string[] {
  return trace.split('\n').filter(line => {
    const address = /(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"/.exec(line)?.[1]
    if (address === undefined || /\bbind\(/.test(line)) return false
    const port = Number(/sin6?_port=htons\((\d+)\)/.exec(line)?.[1] ?? 0)
    return !LOOPBACK.test(address) || port === NAME_SERVICE
  })
}

/** Whether the trace shows the host listening on 127.0.0.1: else nothing was traced. */
export function showsHost(trace: string): boolean {
  return /\bbind\(.*inet_addr\("127\.0\.0\.1"\)/.test(trace)
}
