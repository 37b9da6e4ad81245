import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Trouble, Warning } from '../contract/trouble.ts'
import { findConflictCopies, recognisePlace, surroundings } from '../storage/data-place.ts'
import type { Context } from './context.ts'

/** A clock may be a little off, and computers agree on no second. */
const TOLERATED_MILLISECONDS = 10 * 60_000

/** What is out of the ordinary about the place of the data and the clock, in words. */
export function readTrouble(context: Context): Trouble {
  return {
    isViewingOnly: context.storage.isViewingOnly,
    warnings: [...placeWarnings(context.databaseFile), ...clockWarnings(context)],
    system: `Horseshoe ${context.version} (${context.host}), ${process.platform} ${process.arch}, Node ${process.versions.node}`,
  }
}

function placeWarnings(databaseFile: string): Warning[] {
  // A drive letter may stand for a folder of a server: only the real path tells.
  const folder = realpathSync.native(dirname(databaseFile))
  const place = recognisePlace(folder, surroundings())
  const copies = findConflictCopies(databaseFile)
  const warnings: Warning[] = []
  if (copies.length > 0) {
    warnings.push({
      key: `copies:${folder}:${copies.join('|')}`,
      message: `Two computers changed the data at the same time: beside the database lies ${copies.join(', ')}.`,
      remedy:
        'Nothing was deleted. Open the copy on its own to see what is in it: put it in an empty folder, call it horseshoe.db, and start Horseshoe with that folder.',
    })
  }
  if (place?.kind === 'sync') {
    warnings.push({
      key: `sync:${place.service}:${folder}`,
      message: `Your data is in a folder that ${place.service} copies while you work.`,
      remedy:
        'That can spoil a database. Everything works, but a folder on this computer alone is safer; keep copies with Export instead.',
    })
  }
  if (place?.kind === 'network') {
    warnings.push({
      key: `network:${folder}`,
      message: 'Your data is on a network drive.',
      remedy:
        'If the connection breaks, the last change may have to be done again. A folder on this computer is safer and faster.',
    })
  }
  return warnings
}

function clockWarnings({ storage, now }: Context): Warning[] {
  const newest = storage.ledger.newestChangeAt()
  if (newest === null || newest.getTime() - now().getTime() < TOLERATED_MILLISECONDS) return []
  const day = newest.toISOString().slice(0, 10)
  return [
    {
      key: `clock:${day}`,
      message: `This computer’s clock is behind: your last change is of ${day}, which has not come yet.`,
      remedy:
        'Set the date of the computer, so that new assessments and copies get the right day. Your work and undo are not affected.',
    },
  ]
}
