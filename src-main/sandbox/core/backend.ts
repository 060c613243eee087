import type { ExecPlan, ExecResult } from '../../contract/model/exec.ts'
import type { BackendName, BackendReport, SandboxConfig, SandboxInfo } from '../../contract/model/sandbox.ts'
import type { StopSignal } from '../../contract/wire/route.ts'

/** A piece of output as it arrives. */
export type OutputPiece = { readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }

/** What may be watched and stopped while a command runs. */
export type RunWatch = {
  readonly onOutput?: (piece: OutputPiece) => void
  readonly signal?: StopSignal
}

/** A shell that a person typed into. */
export type Terminal = {
  readonly id: string
  onData(tell: (bytes: Uint8Array) => void): void
  onEnd(tell: (exitCode: number | null) => void): void
  write(text: string | Uint8Array): void
  resize(size: { rows: number; cols: number }): void
  /** The reader is behind: hold the output back until `resume`. */
  pause(): void
  resume(): void
  end(): void
}

/** What a terminal is opened with. */
export type TerminalPlan = { rows: number; cols: number; cwd?: string; env?: Readonly<Record<string, string>> }

/** One place where tools of an agent run. Every call answers; nothing hangs for ever. */
export interface Sandbox {
  readonly backend: BackendName
  /** "Docker sandbox of agent main": ends up in results, audit entries and popups. */
  readonly where: string
  run(plan: ExecPlan, watch?: RunWatch): Promise<ExecResult>
  openTerminal(plan: TerminalPlan): Promise<Terminal>
  info(): SandboxInfo
  /** Gives a spare that runs already to a session. */
  assign(session: string): void
  onEnd(tell: () => void): void
  /** Ends everything in it at once; synchronous on purpose, for the kill switch. */
  endNow(): void
  /** Ends it and waits until it is gone. */
  close(): Promise<void>
}

/** Who a sandbox is for. */
export type SandboxOwner = { readonly agent: string; readonly session: string | null }

/** A way to make sandboxes. */
export interface SandboxBackend {
  readonly name: BackendName
  probe(): Promise<BackendReport>
  open(owner: SandboxOwner, config: SandboxConfig): Promise<Sandbox>
  close(): Promise<void>
}

/** What the room tells the audit trail; the Keeper gives it the real one. */
export type SandboxEvent =
  | { readonly what: 'sandbox.started'; readonly sandbox: SandboxInfo }
  | { readonly what: 'sandbox.ended'; readonly name: string; readonly why: string }
  | {
      readonly what: 'egress'
      readonly agent: string
      readonly host: string
      readonly port: number
      readonly allowed: boolean
      readonly why: string
      readonly bytesOut?: number
      readonly bytesIn?: number
    }

/** Where the room's events go. It is waited for; when it throws or rejects, the act does not happen. */
export type SandboxAudit = (event: SandboxEvent) => undefined | Promise<unknown>

/** Where the room's diagnostics go. */
export type SandboxLog = (line: string, facts?: Readonly<Record<string, unknown>>) => void
