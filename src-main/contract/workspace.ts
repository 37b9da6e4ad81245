import { z } from 'zod'
import { ClassId, PlanId } from './ids.ts'
import { ImportMemory } from './importing.ts'
import { change, Done, Nothing, read } from './operation.ts'
import { Sentence } from './sentence.ts'

/** What undo and redo would do now, in words: "move Amina to C", and in which class; left out = in none. */
export const History = z.object({
  undo: Sentence.nullable(),
  redo: Sentence.nullable(),
  undoClassId: ClassId.optional(),
  redoClassId: ClassId.optional(),
})
export type History = z.infer<typeof History>

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>
export const View = z.enum(['roster', 'map', 'groups', 'rotation', 'compare'])
export type View = z.infer<typeof View>

/** The ways the map shows a class: as a plane, as a table of scores, or group by group. */
export const MapLook = z.enum(['constellation', 'grid', 'profiles'])
export type MapLook = z.infer<typeof MapLook>

/** The two ways the week is laid out: a row for each group, or for each station. */
export const WeekLook = z.enum(['groups', 'stations'])
export type WeekLook = z.infer<typeof WeekLook>

/** How the board on the projector behaves. */
export const Presenting = z.object({
  /** Changes with the clock; false = only when the teacher goes on. */
  followsClock: z.boolean(),
  /** A soft sound at the change. */
  sound: z.boolean(),
  /** The board is lit for a moment at the change. */
  flash: z.boolean(),
  /** Minutes before the end at which it says to clean up; 0 = never. */
  cleanUpMinutes: z.int().min(0).max(10),
})
export type Presenting = z.infer<typeof Presenting>

/** What the window remembers; kept beside the database, not in it. */
export const Settings = z.object({
  theme: Theme,
  view: View,
  mapLook: MapLook,
  weekLook: WeekLook,
  presenting: Presenting,
  /** Stronger text, lines and colours; where the computer asks for more contrast they come by themselves. */
  highContrast: z.boolean(),
  /** Keys without Ctrl or ⌘ do something (WCAG 2.2, 2.1.4: speech input types words where nobody meant a key). */
  singleKeys: z.boolean(),
  /** The window is left out when the screen is shared or recorded; only a window of our own can be (Windows, macOS). */
  hiddenFromSharing: z.boolean(),
  lastClassId: ClassId.nullable(),
  lastPlanId: PlanId.nullable(),
  /** The two plans that were compared last, left and right. */
  comparedPlans: z.tuple([PlanId, PlanId]).nullable(),
  /** How files were read, newest first. */
  importMemory: z.array(ImportMemory).max(60),
  /** Keys of warnings about the place of the data that were read already. */
  warningsRead: z.array(z.string().max(2000)).max(50),
})
export type Settings = z.infer<typeof Settings>

/** Where an undone or redone change was, so that the window can show it. */
const Restored = z.object({ label: Sentence, classId: ClassId.nullable(), planId: PlanId.nullable() })

export const workspaceOperations = {
  readHistory: read(Nothing, History),
  undo: change(Nothing, Restored),
  redo: change(Nothing, Restored),
  readSettings: read(Nothing, Settings),
  /** Not in the operation log: undo is for her work, not for the window. */
  updateSettings: read(Settings.partial().strict(), Done),
  readAbout: read(
    Nothing,
    z.object({
      version: z.string(),
      databaseFile: z.string(),
      host: z.enum(['electron', 'browser']),
      /** What it runs on, for whoever helps: "Electron 45.4.1, Node 24.21.0, Linux x64". */
      runsOn: z.string(),
    }),
  ),
}
