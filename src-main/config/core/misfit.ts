/** One thing wrong with a config, before its place in the file is looked up. */
export type Misfit = {
  readonly path: readonly string[]
  readonly message: string
  readonly nearest: string | null
  /** The key itself is wrong, not its value. */
  readonly atKey: boolean
}
