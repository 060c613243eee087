import { ask, deny } from './inspector.ts'

// What several rules say in the same words, whichever shell they read.

/** Copies of itself without end. */
export const BOMB = deny(
  'hard.fork-bomb',
  'It starts copies of itself without end until the machine stops.',
  'destroys',
)
/** Disks, partitions and backups. */
export const DISK = ask('destroys.disk', 'It changes disks, partitions or backups.', 'destroys')
/** A program whose name nobody knows before. */
export const DYNAMIC = ask('dynamic.program', 'Which program it starts is only known when it runs.', 'unknown')
/** Something from the network, by a tool of the system. */
export const FETCHES = ask(
  'code.from-network',
  'It uses a system tool to load something from the network.',
  'network',
  'runs-code',
)
/** A formatted disk. */
export const FORMAT = deny('hard.format', 'It formats a disk or volume.', 'destroys')
/** A file that the same command wrote. */
export const JUST_WRITTEN = ask('code.just-written', 'It runs a file that the same command wrote.', 'runs-code')
/** The end of everything. */
export const KILLS_ALL = deny('hard.kill-all', 'It ends everything that runs.', 'destroys')
/** The end of Gatehouse. */
export const KILLS_US = deny('hard.kill-daemon', 'It ends or pauses Gatehouse itself.', 'destroys')
/** Settings of the network. */
export const NETWORK = ask('network.settings', 'It changes network settings.', 'network')
/** Anything done to Gatehouse. */
export const STOPS_US = deny('hard.self', 'It stops, restarts, disables or replaces Gatehouse.', 'destroys')
/** A harmless program made to run code. */
export const RUNS = ask('code.option', 'It makes a harmless program run other code.', 'runs-code')
/** Settings of the system. */
export const SETTINGS = ask('system.settings', 'It changes settings of the system.', 'persistence')
/** Code that starts programs. */
export const STARTS_PROGRAMS = ask(
  'code.starts-programs',
  'The code can start programs or run hidden code.',
  'runs-code',
)
