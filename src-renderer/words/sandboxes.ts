import type { BackendName, ProbeVerdict, SandboxInfo } from '../../src-main/contract/model/sandbox.ts'

/** Words of the Sandboxes page. */
export const sandboxWords = {
  title: 'Sandboxes',
  agents: 'Agents',
  agentsBody: 'Each agent runs its commands behind a wall of its own.',
  running: 'Open now',
  name: 'Sandbox',
  agent: 'Agent',
  backend: 'Kind',
  state: 'State',
  used: 'Last used',
  commands: 'Commands',
  actions: 'Actions',
  menu: (name: string) => `Actions for ${name}`,
  terminal: 'Open a terminal',
  rebuild: 'Rebuild',
  rebuildNote: 'Ends it; the next command gets a fresh one.',
  rebuilt: (n: number) => (n === 0 ? 'Nothing was open.' : `Ended ${n}. The next command starts fresh.`),
  verify: 'Try the walls',
  verifyTitle: (agent: string) => `Trying the walls of ${agent}`,
  verifyBody: 'Gatehouse tries to get out of the sandbox from the inside, as an attacker would.',
  verifying: 'Trying…',
  allHold: (n: number) => `All ${n} walls hold.`,
  someOpen: (n: number) => (n === 1 ? '1 wall does not hold.' : `${n} walls do not hold.`),
  prune: 'Clean up idle ones',
  pruned: (n: number) => (n === 0 ? 'Nothing was idle.' : `Removed ${n}.`),
  explain: 'What it may do',
  backends: 'On this machine',
  usable: 'Ready',
  notUsable: 'Not available',
  none: 'No sandbox is open',
  noneBody: 'One is opened when an agent runs its first command, and closed when it has been idle for a day.',
  terminalOf: (agent: string) => `Terminal in the sandbox of ${agent}`,
  terminalHint: 'Shift+Esc leaves the terminal for the keyboard. Closing it ends the shell.',
  terminalEnded: (code: number | null) =>
    code === null ? 'The shell ended.' : `The shell ended with exit code ${code}.`,
  terminals: 'Open terminals',
  where: 'Where',
  opened: 'Opened',
  endTerminal: 'End',
  endTerminalOf: (agent: string) => `End the terminal of ${agent}`,
  opening: 'Opening…',
  close: 'Close the terminal',
} as const

/** Kinds of walls. */
export const backendWords: Record<BackendName, string> = {
  docker: 'Docker',
  'remote-docker': 'Docker on another machine',
  process: 'Process sandbox',
  ssh: 'Another machine (SSH)',
  host: 'This machine, no wall',
}

/** How a sandbox is doing. */
export const sandboxStateWords: Record<SandboxInfo['state'], string> = {
  running: 'Running',
  stopped: 'Stopped',
  gone: 'Gone',
}

/** What came of one attempt to get out. */
export const probeWords: Record<ProbeVerdict, string> = {
  holds: 'Holds',
  open: 'Open',
  'no-wall': 'No wall here',
  unknown: 'Not known',
}
