import type { Verdict } from '../../../contract/model/decision.ts'
import type { Category } from '../../../contract/model/risk.ts'
import type { Room } from './room.ts'
import type { Scope } from './scope.ts'
import type { Setting } from './setting.ts'

/** What arrives on the standard input of a command. */
export interface Stream {
  /** The exact text when it is known. */
  text: string | null
  /** The text was decoded or decompressed on the way. */
  decoded: boolean
  fetched: boolean
  pids: 'daemon' | 'all' | null
  /** Folders whose whole content it names, entry by entry: for whoever takes every line for a path. */
  entriesOf?: readonly string[]
  /** It is the names of all entries of some folder. */
  names?: 'here' | 'there'
  /** The one file it is read from by `<`. */
  file: string | null
  /** Where it comes from, in words. */
  from: 'pipe' | 'here-doc' | 'file' | 'terminal'
}

/** A file opened by a redirect. */
export interface Opened {
  operator: string
  target: string
  access: 'read' | 'write' | 'both'
}

/** A variable that is set for one command only. */
export interface EnvSet {
  name: string
  value: string
}

/** One effective simple command on its way through the rules. */
export interface Invocation {
  argv: readonly string[]
  env: readonly EnvSet[]
  redirects: readonly Opened[]
  input: Stream | null
  via: readonly string[]
  /** The text as written, when the words stand there like this. */
  written: string | null
  scope: Scope
}

/** Something a rule has to say about one command. */
export interface Finding {
  verdict: Verdict
  ruleId: string
  reason: string
  categories: readonly Category[]
}

/** The engine as the rules see it: they may look deeper through it, and never import it. */
export interface Inspector {
  readonly setting: Setting
  /** What may still be supposed of this line. */
  readonly room: Room
  /** Judges a text as a shell script. */
  script(text: string, scope: Scope, via: readonly string[], input: Stream | null): Stream
  /** Judges an effective command and answers with what is known of its output. */
  command(invocation: Invocation): Stream
  /** Judges the body of a function that was defined on the same line; undefined when there is none of this name. */
  callFunction(name: string, invocation: Invocation): Stream | undefined
  /** Judges a text as a script and answers with the worst verdict and the programs in it. */
  worstOf(text: string, scope: Scope, via: readonly string[]): { verdict: Verdict; programs: readonly string[] }
  /** Judges a guess at what an unknown command may become: only refusals count. Answers whether there was one. */
  suppose(invocation: Invocation): boolean
  /** Adds one judged command to the answer. */
  record(invocation: Invocation, findings: readonly Finding[]): void
  /** What is known of the output of a process substitution. */
  substituted(index: number): Stream
  /** Judges text of another shell language. */
  foreign(shell: 'powershell' | 'cmd' | 'fish', text: string, scope: Scope, via: readonly string[]): void
  /** Remembers a file that this very command line wrote; `text` when its content is known. */
  wrote(path: string, text: string | null, fetched: boolean, pids?: Stream['pids']): void
  /** What this command line wrote into a file before. */
  writtenTo(path: string): { text: string | null; fetched: boolean; pids?: Stream['pids'] } | undefined
  /** Remembers that a name leads to another file: a link, or for programs a copy. */
  leads(path: string, to: string, how: 'link' | 'copy'): void
  /** The path behind the links that this very command line made. */
  real(path: string): string
  /** The program that this very command line put there under another name. */
  copied(path: string): string | undefined
  /** Remembers a script file for its content hash. */
  runsScript(path: string): void
  /** Counts one more step; false when there were too many, which is then asked about. */
  spend(): boolean
  /** Says that the plan cannot be bound: a program is decided at run time. */
  cannotBind(): void
}

/** A question for a person. */
export const ask = (ruleId: string, reason: string, ...categories: Category[]): Finding => ({
  verdict: 'ask',
  ruleId,
  reason,
  categories,
})

/** A refusal that nobody can lift. */
export const deny = (ruleId: string, reason: string, ...categories: Category[]): Finding => ({
  verdict: 'deny',
  ruleId,
  reason,
  categories,
})

/** A stream of which nothing is known. */
export const unknownStream = (from: Stream['from'] = 'pipe'): Stream => ({
  text: null,
  decoded: false,
  fetched: false,
  pids: null,
  file: null,
  from,
})

/** A stream with exactly this text. */
export const textStream = (text: string | null, from?: Stream['from']): Stream => ({ ...unknownStream(from), text })

/** What a command that prints nothing hands on. */
export const silentStream = (): Stream => textStream('')
