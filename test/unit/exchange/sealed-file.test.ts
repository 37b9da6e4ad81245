import { Decrypter, Encrypter } from 'age-encryption'
import { gunzipSync, gzipSync, strFromU8, strToU8 } from 'fflate'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readClassDocument } from '../../../src-main/exchange/class-document.ts'
import { isSealed, seal, unseal, WrongPassphrase } from '../../../src-main/exchange/sealed-file.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'

const PASSPHRASE = 'tami-kelo-sobu-dare'
/** Quick to derive a key with; what is tested does not depend on it. */
const QUICK = 4
const VECTOR = readFileSync(join(import.meta.dirname, '../../fixtures/sample-class-1.horseshoe'))

function refusal(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('a sealed file', () => {
  it('is the standard age format with a passphrase, and gzip inside', async () => {
    const sealed = await seal('{"name":"Zoë"}', PASSPHRASE, QUICK)
    expect(isSealed(sealed)).toBe(true)
    const [first, second] = Buffer.from(sealed).toString('latin1').split('\n')
    expect(first).toBe('age-encryption.org/v1')
    expect(second).toMatch(/^-> scrypt [A-Za-z0-9+/]{22} 4$/)
    const decrypter = new Decrypter()
    decrypter.addPassphrase(PASSPHRASE)
    expect(strFromU8(gunzipSync(await decrypter.decrypt(sealed)))).toBe('{"name":"Zoë"}')
  })

  it('may come from any age tool', async () => {
    expect(await unseal(await byTheLibrary(gzipSync(strToU8('hello'))), PASSPHRASE)).toBe('hello')
  })

  it('opens with é however the keyboard makes it', async () => {
    const sealed = await seal('hello', 'caf\u00e9 au lait', QUICK)
    expect(await unseal(sealed, 'cafe\u0301 au lait')).toBe('hello')
  })

  it('of years ago opens for ever', async () => {
    const { tables, tablesVersion } = readClassDocument(await unseal(VECTOR, PASSPHRASE))
    expect(tablesVersion).toBe(1)
    expect(tables.find(table => table.name === 'student')?.rows).toHaveLength(28)
  })

  it('makes each guess of a passphrase cost a second: 2 to the 18', () => {
    expect(VECTOR.toString('latin1').split('\n')[1]).toMatch(/^-> scrypt \S+ 18$/)
  })

  it('is not opened by another passphrase', async () => {
    const sealed = await seal('hello', PASSPHRASE, QUICK)
    expect(await refusal(unseal(sealed, 'tami-kelo-sobu-darE'))).toBeInstanceOf(WrongPassphrase)
  })

  it('is refused when a single byte is not as it was, wherever', async () => {
    const sealed = await seal('hello', PASSPHRASE, QUICK)
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice()
      // Not the lowest bit: it would make a cheap key of 4 one of 5, and a digit of nothing.
      changed[at] ^= 0x80
      expect(await refusal(unseal(changed, PASSPHRASE)), `byte ${at}`).toBeInstanceOf(UnreadableFile)
    }
  })

  it('is refused when it is cut off, wherever', async () => {
    const sealed = await seal('hello', PASSPHRASE, QUICK)
    for (let length = 0; length < sealed.length; length++) {
      const error = await refusal(unseal(sealed.slice(0, length), PASSPHRASE))
      expect(error, `${length} bytes`).toBeInstanceOf(UnreadableFile)
      expect(error, `${length} bytes`).not.toBeInstanceOf(WrongPassphrase)
    }
  })

  it('is told apart from other files and from files sealed with keys', async () => {
    expect(isSealed(strToU8('Name,Fractions'))).toBe(false)
    expect(await refusal(unseal(strToU8('Name,Fractions'), PASSPHRASE))).toMatchObject({
      message: 'This is not a class file: it does not begin as one.',
    })
    const keyed = strToU8('age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n')
    expect(await refusal(unseal(keyed, PASSPHRASE))).toMatchObject({
      message: 'This file is sealed with a key and not with a passphrase.',
    })
  })

  it('that asks for more work than a computer has is refused before any is done', async () => {
    const sealed = Buffer.from(await seal('hello', PASSPHRASE, QUICK)).toString('latin1')
    for (const factor of ['21', '30', '63', '9999']) {
      const changed = sealed.replace(/^(-> scrypt \S+) 4$/m, `$1 ${factor}`)
      expect(await refusal(unseal(Buffer.from(changed, 'latin1'), PASSPHRASE))).toMatchObject({
        message: 'This file asks for far more work to open it than a class file does, so it is not opened.',
      })
    }
  })

  it.each([
    ['a line without end', `-> scrypt ${'a'.repeat(19_000_000)}`],
    ['a million lines', '-> scrypt a\nabcd\n'.repeat(1_000_000)],
    ['a body of many lines', `-> scrypt a 18\n${`${'a'.repeat(64)}\n`.repeat(290_000)}`],
    ['a second key', `-> scrypt ${'a'.repeat(22)} 4\n${'a'.repeat(43)}\n-> scrypt`],
  ])('whose header has %s is refused by its start', async (_, header) => {
    // Half a minute where the whole header is read first.
    expect(await refusal(unseal(strToU8(`age-encryption.org/v1\n${header}`), PASSPHRASE))).toMatchObject({
      message: 'This file is damaged: it is not as it was when it was saved.',
    })
  })

  it('that inflates beyond every class is refused', async () => {
    const bomb = await byTheLibrary(gzipSync(new Uint8Array(110_000_000), { level: 1 }))
    expect(await refusal(unseal(bomb, PASSPHRASE))).toMatchObject({
      message: 'This file holds more than 100 MB.',
    })
  })
})

function byTheLibrary(bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(QUICK)
  encrypter.setPassphrase(PASSPHRASE)
  return encrypter.encrypt(bytes)
}

describe('what is in it', () => {
  const document = { format: 'horseshoe-class', version: 1, tablesVersion: 1, writtenBy: '1.0.0', tables: [] }
  const odd = [{ name: 'class', columns: [], rows: [[{}]] }]

  it('is refused in words when a newer Horseshoe wrote it', () => {
    expect(() => readClassDocument(JSON.stringify({ ...document, version: 2, tables: 'other' }))).toThrow(
      'This class was saved by a newer Horseshoe.',
    )
  })

  it.each([
    ['no JSON', '{'],
    ['another document', JSON.stringify({ ...document, format: 'x' })],
    ['no tables', JSON.stringify({ ...document, tables: undefined })],
    ['cells that are no cells', JSON.stringify({ ...document, tables: odd })],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => readClassDocument(text)).toThrow('no class in this file')
  })
})
