import { strFromU8, unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { makeCopyKey, openCopy, sealCopy } from '../../../src-main/exchange/sealed-copy.ts'
import { WrongPassphrase } from '../../../src-main/exchange/sealed-file.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'

const PASSPHRASE = 'tami-kelo-sobu-dare'
/** So low only here, so that the tests are quick. */
const WORK_FACTOR = 10
const DATA = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 31) % 251)
const key = await makeCopyKey(PASSPHRASE, WORK_FACTOR)
const copy = await sealCopy(DATA, key, '2026-11-24')

it('a copy opens with its passphrase to what was put in, however often it is made', async () => {
  expect(await openCopy(copy, PASSPHRASE)).toEqual(DATA)
  const again = await sealCopy(DATA, key, '2026-11-24')
  expect(again).not.toEqual(copy)
  expect(await openCopy(again, PASSPHRASE)).toEqual(DATA)
})

it('it is a zip of two files that every age program opens, and a page that says how', () => {
  const parts = unzipSync(copy)
  expect(Object.keys(parts)).toEqual(['README.txt', 'key.age', 'horseshoe.db.gz.age'])
  const firstLines = (name: string) => strFromU8(parts[name]?.subarray(0, 60) ?? new Uint8Array(), true)
  expect(firstLines('key.age')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 10\n/)
  expect(firstLines('horseshoe.db.gz.age')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /)
  expect(strFromU8(parts['README.txt'] ?? new Uint8Array())).toContain('age --decrypt --identity key.age')
})

it('what a computer keeps to make copies opens none of them', () => {
  expect(key.recipient).toMatch(/^age1/)
  expect(strFromU8(key.sealedKey, true)).not.toContain('AGE-SECRET-KEY')
})

it('another passphrase, another file and any wrong byte are refused in words', async () => {
  await expect(openCopy(copy, 'not this one')).rejects.toThrow(WrongPassphrase)
  await expect(openCopy(Uint8Array.from([1, 2, 3]), PASSPHRASE)).rejects.toThrow('not an encrypted copy')
  await expect(openCopy(zipSync({ 'a.csv': DATA }), PASSPHRASE)).rejects.toThrow('not an encrypted copy')
  const parts = unzipSync(copy)
  for (const name of ['key.age', 'horseshoe.db.gz.age']) {
    const bytes = parts[name]
    if (!bytes) throw new Error(name)
    for (const at of [0, 30, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      await expect(openCopy(zipSync({ ...parts, [name]: damaged }), PASSPHRASE)).rejects.toThrow(
        UnreadableFile,
      )
    }
  }
})
