import { screen } from 'electron'
import Store from 'electron-store'
import { z } from 'zod'

const Bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(200), height: z.int().min(200) })
type Bounds = z.infer<typeof Bounds>

/** Where windows were, in a small file of their own: nothing that decides anything is kept here. */
export class WindowMemory {
  readonly #store: Store<Record<string, unknown>>

  constructor(home: string) {
    this.#store = new Store<Record<string, unknown>>({
      cwd: home,
      name: 'windows',
      configFileMode: 0o600,
      clearInvalidConfig: true,
    })
  }

  /** The kept place of a window, if it is still on a screen. */
  bounds(window: string, usual: { width: number; height: number }): { width: number; height: number } | Bounds {
    const kept = Bounds.safeParse(this.#store.get(window))
    return kept.success && isOnScreen(kept.data) ? kept.data : usual
  }

  keep(window: string, bounds: Bounds): void {
    this.#store.set(window, bounds)
  }
}

/** A monitor that was unplugged must not take a window with it. */
function isOnScreen(bounds: Bounds): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  const across = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
  const down = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
  return across > 100 && down > 100
}
