import { config } from 'zod'

// zod tries whether it may turn text into code. The content security policy says no, and reports the try.
config({ jitless: true })
