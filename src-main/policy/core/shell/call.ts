import type { Finding, Inspector, Invocation, Stream } from './inspector.ts'
import type { OptionSpec, ParsedOptions } from './options.ts'
import { parseOptions } from './options.ts'
import { absolute } from './paths.ts'

/** One command in front of the rule of its program. */
export class Call {
  /** Name of the program: no folder, no `.exe`, lower case. */
  readonly name: string
  readonly args: readonly string[]
  readonly inv: Invocation
  readonly look: Inspector
  readonly findings: Finding[] = []

  constructor(name: string, inv: Invocation, look: Inspector) {
    this.name = name
    this.args = inv.argv.slice(1)
    this.inv = inv
    this.look = look
  }

  /** Adds something to the judgement of this command. */
  say(...findings: (Finding | null | undefined | false)[]): void {
    for (const finding of findings) if (finding) this.findings.push(finding)
  }

  /** Reads the arguments by this specification. */
  parse(spec: OptionSpec, from = 0): ParsedOptions {
    return parseOptions(from === 0 ? this.args : this.args.slice(from), spec)
  }

  /** The absolute form of a path argument. */
  path(text: string): string {
    return this.look.real(absolute(text, this.inv.scope.cwd, this.look.setting.home))
  }

  /** The same where the name itself is meant, even when it is a link: what removes and moves. */
  entry(text: string): string {
    const path = absolute(text, this.inv.scope.cwd, this.look.setting.home)
    return /\/\.?$/.test(text) || this.look.copied(path) === undefined ? this.look.real(path) : path
  }

  /** Judges a command that this one starts. */
  inner(
    argv: readonly string[],
    change: Partial<Pick<Invocation, 'env' | 'input' | 'scope'>> = {},
    shown?: string,
  ): Stream {
    return this.look.command({
      argv,
      env: change.env ?? [],
      redirects: [],
      input: change.input === undefined ? this.inv.input : change.input,
      via: [...this.inv.via, shown ?? this.name],
      written: null,
      scope: change.scope ?? this.inv.scope,
    })
  }

  /** Judges a shell text that this command runs. */
  shell(text: string, shown: string, input: Stream | null = null): Stream {
    return this.look.script(text, this.inv.scope.fork(), [...this.inv.via, shown], input)
  }
}

/** The rule of one program. It may answer with what is known of the output. */
// biome-ignore lint/suspicious/noConfusingVoidType: most rules only add findings and have nothing to answer.
export type Rule = (call: Call) => Stream | undefined | void
