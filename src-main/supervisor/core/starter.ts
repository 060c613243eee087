import type { Wire } from '../../contract/wire/wire.ts'

/** How a child ended. */
export type ChildExit = { readonly code: number | null; readonly signal: string | null }

/** A started gateway process. */
export type StartedChild = {
  readonly pid: number | null
  readonly wire: Wire
  onLine(listener: (line: string) => void): void
  onExit(listener: (exit: ChildExit) => void): void
  /** Ends it at once; it gets no say. */
  kill(): void
}

/** The way a gateway process is started: Electron's utility process, or a plain child when headless. */
export type GatewayStarter = { start(): StartedChild }
