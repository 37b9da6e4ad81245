import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { gzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { decryptWithPassphrase, encryptWithPassphrase, gunzipBytes } from './sealed-file.ts'
import { UnreadableFile } from './unreadable-file.ts'

const KEY_FILE = 'key.age'
const DATA_FILE = 'horseshoe.db.gz.age'
const README_FILE = 'README.txt'
const LARGEST_BYTES = 1_000_000_000
const LARGEST_KEY_BYTES = 10_000

/** What a computer keeps to make copies that only the passphrase opens. */
export interface CopyKey {
  /** Public: with it copies are encrypted, and nothing can be opened. */
  readonly recipient: string
  /** The secret key, encrypted with the passphrase (age format). It goes into every copy. */
  readonly sealedKey: Uint8Array
}

/**
 * Makes the key for copies. The passphrase is not kept; the secret key exists only inside what it encrypts.
 *
 * @param workFactor base-2 logarithm of scrypt's cost; lower only in tests
 */
export async function makeCopyKey(passphrase: string, workFactor?: number): Promise<CopyKey> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  return {
    recipient,
    sealedKey: await encryptWithPassphrase(strToU8(`${identity}\n`), passphrase, workFactor),
  }
}

/**
 * Encrypts a database into a copy: a zip with the encrypted data, the key that the passphrase opens, and a page that
 * says how any age program opens it without Horseshoe.
 *
 * @param day the day of the copy, for the page
 */
export async function sealCopy(database: Uint8Array, key: CopyKey, day: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(key.recipient)
  const data = await encrypter.encrypt(gzipSync(database, { mtime: 0 }))
  return zipSync(
    { [README_FILE]: strToU8(readme(day)), [KEY_FILE]: key.sealedKey, [DATA_FILE]: data },
    { level: 0 },
  )
}

/**
 * Opens what `sealCopy` made. Answers the database's bytes.
 *
 * @throws WrongPassphrase
 * @throws UnreadableFile when it is another file, or damaged
 */
export async function openCopy(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const { [KEY_FILE]: sealedKey, [DATA_FILE]: data } = unzipped(bytes)
  if (!sealedKey || !data) throw notACopy()
  const identity = strFromU8(await decryptWithPassphrase(sealedKey, passphrase)).trim()
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    return gunzipBytes(await decrypter.decrypt(data), LARGEST_BYTES)
  } catch (error) {
    throw error instanceof UnreadableFile ? error : damaged(error)
  }
}

function unzipped(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        (name === KEY_FILE && originalSize <= LARGEST_KEY_BYTES) ||
        (name === DATA_FILE && originalSize <= LARGEST_BYTES),
    })
  } catch (error) {
    throw notACopy(error)
  }
}

const notACopy = (cause?: unknown) =>
  new UnreadableFile(
    'This is not an encrypted copy of Horseshoe.',
    'Choose a file whose name begins with “Horseshoe copy”.',
    { cause },
  )

const damaged = (cause: unknown) =>
  new UnreadableFile(
    'This copy is damaged: it is not as it was when it was made.',
    'Choose another copy of the same folder. Nothing was changed.',
    { cause },
  )

function readme(day: string): string {
  return [
    `An encrypted copy of everything in Horseshoe, made on ${day}.`,
    '',
    'To get it back: open Horseshoe on any computer, choose “Your data”, then “Open a copy…”, and type the passphrase.',
    'Without the passphrase nobody can open it, and nobody can find the passphrase again.',
    '',
    'Without Horseshoe: unpack this zip, then use the program age (age-encryption.org):',
    `    age --decrypt --identity ${KEY_FILE} ${DATA_FILE} | gunzip > horseshoe.db`,
    'age asks for the passphrase. horseshoe.db is an SQLite database.',
    '',
  ].join('\r\n')
}
