import loadHighs, { type Highs } from 'highs'

/** HiGHS (Huangfu & Hall 2018), compiled to WebAssembly: linear and integer programs. */
export type LinearSolver = Highs

let loading: Promise<LinearSolver> | null = null

/** The solver, loaded once (about 50 ms). Everything after that is synchronous. */
export function loadLinearSolver(): Promise<LinearSolver> {
  loading ??= loadHighs()
  return loading
}
