import { z } from 'zod'
import { namesIsolated } from './isolated.ts'

/** Words the application has put together, with names in them. What is stored has the names as they are. */
export const Sentence = z.string().transform(namesIsolated)
