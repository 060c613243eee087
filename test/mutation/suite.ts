import { expect } from 'vitest'

/** One test, as it was written. */
export interface Unit {
  readonly file: string
  readonly at: number
  readonly name: string
  readonly run: () => unknown
}

type Body = (...values: never[]) => unknown
type Collect = { readonly describe: unknown; readonly it: unknown; readonly expect: unknown }

/** The tests of one set of loaded modules. It offers as much of vitest as the tests of the cores use. */
export class Suite {
  readonly units = new Map<string, Unit[]>()

  /** What a test file gets when it imports vitest. */
  collector(file: string): Collect {
    const units: Unit[] = []
    this.units.set(file, units)
    const group: string[] = []
    const add = (name: string, run: () => unknown): void => {
      units.push({ file, at: units.length, name: [...group, name].join(' '), run })
    }
    const describe = (name: string, body: () => void): void => {
      group.push(name)
      body()
      group.pop()
    }
    return {
      expect,
      it: Object.assign((name: string, body: Body) => add(name, body as () => unknown), {
        each: (rows: readonly unknown[]) => (name: string, body: Body) => {
          for (const row of rows) {
            const values = (Array.isArray(row) ? row : [row]) as never[]
            add(`${name} ${String(values[0]).slice(0, 60)}`, () => body(...values))
          }
        },
      }),
      describe,
    }
  }
}
