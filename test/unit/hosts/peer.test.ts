import { describe, expect, it } from 'vitest'
import { userOf } from '../../../src-main/hosts/browser/peer.ts'

/** As Linux writes it: the host listens on 8080; a browser is connected from 40000; the host's own end. */
const LIST = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1
   2: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
   3: 0200007F:9C41 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1002        0 4 1 0 20 4 30 10 -1
`
const LIST_6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue
   0: 0000000000000000FFFF00000100007F:9C42 0000000000000000FFFF00000100007F:1F90 01 00000000:00000000 00:00000000 00000000  1003        0 5 1
`

describe('whose a connection is', () => {
  it('is told by the other end, not by ours', () => {
    expect(userOf(LIST, 40_000, 8080)).toBe(1001)
    expect(userOf(LIST_6, 40_002, 8080)).toBe(1003)
  })

  it('is not known of a connection that is not in the list, to another port or from another address', () => {
    expect(userOf(LIST, 40_009, 8080)).toBeNull()
    expect(userOf(LIST, 40_000, 8081)).toBeNull()
    expect(userOf(LIST, 40_001, 8080)).toBeNull()
    expect(userOf('', 40_000, 8080)).toBeNull()
  })
})
