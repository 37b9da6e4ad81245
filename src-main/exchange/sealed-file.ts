import { Decrypter, Encrypter } from 'age-encryption'
import { Gunzip, gzipSync } from 'fflate'
import { UnreadableFile } from './unreadable-file.ts'

/** First line of every file in the age format (age-encryption.org/v1). */
const FIRST_LINE = 'age-encryption.org/v1\n'
const PASSPHRASE_LINE = '-> scrypt '
/** The whole header of a file with a passphrase: the passphrase is the only key, so there are no other lines. */
const HEADER = /^-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d{0,3})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/
const LONGEST_HEADER = 200
/** 2 to this power: a second or two on a school's computer, and so for every guess of somebody who tries. */
const WORK_FACTOR = 18
/** Four times as much, and 1 GB of memory. What asks for more is to stop a computer, not to keep a secret. */
const HIGHEST_WORK_FACTOR = 20
/** What a file may hold once it is open: far above any class, far below what a computer has. */
const LARGEST_TEXT_BYTES = 100_000_000

/** The passphrase does not open the file. */
export class WrongPassphrase extends UnreadableFile {}

/** Whether a file says of itself that it is in the age format. */
export function isSealed(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, FIRST_LINE.length)) === FIRST_LINE
}

/**
 * Encrypts a text with a passphrase: gzip inside, the standard age format with its scrypt recipient outside, so that
 * any age tool opens it. Takes about a second by intent, and 256 MB of memory.
 *
 * @param workFactor base-2 logarithm of scrypt's cost; lower only in tests
 */
export async function seal(content: string, passphrase: string, workFactor?: number): Promise<Uint8Array> {
  return encryptWithPassphrase(
    gzipSync(new TextEncoder().encode(content), { mtime: 0 }),
    passphrase,
    workFactor,
  )
}

/** Encrypts bytes as they are; see `seal`. */
export async function encryptWithPassphrase(
  bytes: Uint8Array,
  passphrase: string,
  workFactor: number = WORK_FACTOR,
): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(workFactor)
  encrypter.setPassphrase(sameLetters(passphrase))
  return encrypter.encrypt(bytes)
}

/**
 * Opens what `seal`, or any age tool, has encrypted with a passphrase, in the binary form.
 *
 * @throws WrongPassphrase
 * @throws UnreadableFile when it is another kind of file, damaged, cut off, asks for a work factor above 20, or holds
 * more than 100 MB
 */
export async function unseal(bytes: Uint8Array, passphrase: string): Promise<string> {
  if (!isSealed(bytes)) {
    throw new UnreadableFile(
      'This is not a class file: it does not begin as one.',
      'Ask for the file again. A class file ends in .horseshoe and begins with “age-encryption.org”.',
    )
  }
  if (!latin1(bytes.subarray(FIRST_LINE.length, 200)).startsWith(PASSPHRASE_LINE)) {
    throw new UnreadableFile(
      'This file is sealed with a key and not with a passphrase.',
      'Ask for the class as Horseshoe exports it.',
    )
  }
  const header = HEADER.exec(latin1(bytes.subarray(FIRST_LINE.length, FIRST_LINE.length + LONGEST_HEADER)))
  if (!header) throw damaged(null)
  if (Number(header[1]) > HIGHEST_WORK_FACTOR) {
    throw new UnreadableFile(
      'This file asks for far more work to open it than a class file does, so it is not opened.',
      'Ask for the class as Horseshoe exports it. Nothing was changed.',
    )
  }
  const whole = gunzipBytes(await decryptWithPassphrase(bytes, passphrase), LARGEST_TEXT_BYTES)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(whole)
  } catch (error) {
    throw damaged(error)
  }
}

/** Decrypts to the bytes as they are. @throws WrongPassphrase, UnreadableFile */
export async function decryptWithPassphrase(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(sameLetters(passphrase))
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('no identity matched')) {
      throw new WrongPassphrase(
        'The passphrase does not open this file.',
        'Type it again: capital letters and spaces count. Nothing was changed.',
        { cause: error },
      )
    }
    throw damaged(error)
  }
}

/**
 * Inflates, as long as it stays within a limit.
 *
 * @throws UnreadableFile when it is damaged, cut off, or larger
 */
export function gunzipBytes(bytes: Uint8Array, mostBytes: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let size = 0
  let isWhole = false
  const stream = new Gunzip((piece, isLast) => {
    size += piece.length
    if (size > mostBytes) {
      throw new UnreadableFile(
        `This file holds more than ${mostBytes / 1_000_000} MB.`,
        'Nothing of Horseshoe is that large: ask who sent it.',
      )
    }
    pieces.push(piece)
    isWhole ||= isLast
  })
  try {
    // In pieces, so that little is inflated beyond the limit.
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      stream.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length)
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : damaged(error)
  }
  if (!isWhole) throw damaged(null)
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const PIECE_BYTES = 65_536

function damaged(cause: unknown): UnreadableFile {
  return new UnreadableFile(
    'This file is damaged: it is not as it was when it was saved.',
    'Copy it again from where you got it, or ask for it again. Nothing was changed.',
    { cause },
  )
}

/** One computer types é as one sign, another as two: both mean the same passphrase. */
function sameLetters(passphrase: string): string {
  return passphrase.normalize('NFC')
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
