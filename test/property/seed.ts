import fc from 'fast-check'

/**
 * Every run of the tests tries the same cases, so that a change is judged by itself and not by its luck. Other cases:
 * `HORSESHOE_SEED=7 npx vitest run test/property`.
 */
fc.configureGlobal({ seed: Number(process.env['HORSESHOE_SEED'] ?? 20_261_124) })
