import type {
  AndOr,
  ArithmeticFor,
  Case,
  Command,
  CommandNode,
  CompoundList,
  For,
  Function as FunctionNode,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Select,
  Statement,
  While,
  Word,
} from 'unbash'
import { assignedNames } from './assigned-names.ts'
import { combineWords } from './combine-words.ts'
import { expandText, expandWord } from './expand.ts'
import type { ArithmeticNode, Expansion } from './expansion.ts'
import { feedEachOther, feedsItself, spawnsWithoutEnd } from './fork-bomb.ts'
import type { EnvSet, Inspector, Opened, Stream } from './inspector.ts'
import { ask, silentStream, textStream, unknownStream } from './inspector.ts'
import { everyProcess, isLiteral, SUBSTITUTED_FILE, UNKNOWN_TEXT } from './marks.ts'
import { absolute } from './paths.ts'
import type { Scope } from './scope.ts'
import { together } from './streams.ts'
import { namesDaemon } from './tables/product.ts'
import { assignmentsOf, assignmentWord } from './walk-assignments.ts'
import type { WalkEngine } from './walk-engine.ts'
import { walkRedirections } from './walk-redirections.ts'
import { walkArithmetic, walkTest } from './walk-test.ts'

/** Functions that a shell calls by itself: before a prompt, at its end, for a name it does not know. */
const HOOKS =
  /^(preexec|precmd|chpwd|periodic|zshexit|zshaddhistory|TRAP[A-Z0-9]+|command_not_found_handler?|fish_(prompt|right_prompt|greeting|preexec|postexec|command_not_found))$/

/** Walks one parsed script and hands every simple command to the engine. */
export class Walk implements Expansion {
  readonly setting: Inspector['setting']
  scope: Scope
  readonly #engine: WalkEngine
  readonly #source: string
  readonly #via: readonly string[]

  constructor(engine: WalkEngine, source: string, scope: Scope, via: readonly string[]) {
    this.#engine = engine
    this.setting = engine.setting
    this.#source = source
    this.scope = scope
    this.#via = via
  }

  /** Judges a whole script and answers with what is known of its output. */
  script(script: { commands: readonly Statement[] }, input: Stream | null): Stream {
    return this.#list(script.commands, input)
  }

  text(word: Word): string[] {
    return expandText(word, this)
  }

  substitute(script: ParsedScript | undefined, kind: '$( )' | '`'): Stream {
    return this.#nested(script, kind === '`' ? '` `' : kind)
  }

  substituteFile(script: ParsedScript | undefined): string {
    const number = this.#engine.keepSubstituted(this.#nested(script, '<( )'))
    return `/dev/fd/${SUBSTITUTED_FILE}${String.fromCharCode(0xe000 + (number % 6000))}`
  }

  arithmetic(node: ArithmeticNode): void {
    if (node.text) this.guard(node.text)
    walkArithmetic(node.expression, this)
  }

  /**
   * bash expands substitutions inside single quotes where it reads arithmetic, subscripts and offsets; every
   * known parser, ours included, takes them for text. So such a text is never called understood.
   */
  guard(text: string): void {
    if (text.includes("'") && /[$`]/.test(text)) {
      this.#engine.note(
        ask(
          'unclear.quotes',
          'Quotes in a place where the shell reads them differently: it cannot be checked.',
          'unknown',
        ),
        text,
        this.#via,
      )
    }
    for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) {
      for (const value of this.scope.vars.get(name)?.texts ?? []) {
        if (/[$`]/.test(value))
          this.codeFromText('A variable with code in it is calculated with, which runs the code.', value)
      }
    }
  }

  codeFromText(what: string, code?: string): void {
    this.#engine.note(ask('dynamic.code', what, 'runs-code'), code ?? '', this.#via)
    if (code) this.#engine.script(`: "${code}"`, this.scope.fork(), [...this.#via, '(( ))'], null)
  }

  #nested(script: ParsedScript | undefined, via: string): Stream {
    if (!script) return unknownStream()
    this.#complain(script)
    const source = script.source ?? this.#source
    const walk = new Walk(this.#engine, source, this.scope.fork(), [...this.#via, via])
    const only = script.commands.length === 1 ? script.commands[0]?.command : undefined
    if (only?.type === 'Command' && !only.name) return walk.#fileRead(only)
    return walk.script(script, null)
  }

  /** `$(< file)` prints the file. */
  #fileRead(command: Command): Stream {
    this.#simple(command, null)
    const target = command.redirects.find(redirect => redirect.type === 'Redirect')
    if (target?.type !== 'Redirect' || !target.target) return unknownStream()
    const [file = ''] = this.text(target.target)
    const at = file.indexOf(SUBSTITUTED_FILE)
    if (at >= 0) return this.#engine.substituted(file.charCodeAt(at + 1) - 0xe000)
    const written = this.#engine.writtenTo(absolute(file, this.scope.cwd, this.setting.home))
    const pids = namesDaemon(file, this.setting.product) ? 'daemon' : (written?.pids ?? null)
    return { ...textStream(written?.text ?? null), pids, fetched: written?.fetched ?? false }
  }

  #complain(script: ParsedScript): void {
    if (!script.errors?.length) return
    this.#engine.note(
      ask('unclear.syntax', 'Part of the command cannot be read as a shell would read it.', 'unknown'),
      this.#source.slice(script.pos, script.end),
      this.#via,
    )
  }

  #list(statements: readonly Statement[], input: Stream | null): Stream {
    let out: Stream | null = null
    for (const statement of statements) {
      if (!this.#engine.spend()) return unknownStream()
      const next = this.#statement(statement, input)
      out = out ? together(out, next) : next
    }
    return out ?? silentStream()
  }

  #statement(statement: Statement, input: Stream | null): Stream {
    const node = statement.command
    if (!statement.background) return this.#node(node, input)
    return this.#inFork(() => this.#node(node, input))
  }

  #inFork<T>(act: () => T): T {
    const outer = this.scope
    this.scope = outer.fork()
    try {
      return act()
    } finally {
      this.scope = outer
    }
  }

  #node(node: PipelineNode | AndOr | CompoundList, input: Stream | null): Stream {
    switch (node.type) {
      case 'AndOr':
        return this.#andOr(node, input)
      case 'Pipeline':
        return this.#pipeline(node, input)
      case 'CompoundList':
        return this.#list(node.commands, input)
      default:
        return this.#command(node, input)
    }
  }

  #andOr(node: AndOr, input: Stream | null): Stream {
    let out: Stream | null = null
    for (const [i, command] of node.commands.entries()) {
      const next =
        node.operators[i - 1] === '||' ? this.#branch(() => this.#node(command, input)) : this.#node(command, input)
      out = out ? together(out, next) : next
    }
    return out ?? unknownStream()
  }

  /** Runs something that may or may not happen: afterwards either memory is possible. */
  #branch<T>(act: () => T): T {
    const before = this.scope.fork()
    const cwd = this.scope.cwd
    const result = act()
    // A failed `cd x || exit` must not make the folder unknown for the line that goes on.
    const moved = this.scope.cwd !== cwd
    before.cwd = moved ? before.cwd : this.scope.cwd
    this.scope.join(before)
    return result
  }

  #pipeline(node: Pipeline, input: Stream | null): Stream {
    if (node.commands.length === 1 && node.commands[0]) return this.#node(node.commands[0], input)
    let stream = input
    const all = node.commands
    for (const [i, command] of all.entries()) {
      const given = stream
      // The last command may run in the shell itself (lastpipe, zsh), so what it sets is kept.
      const last = i === all.length - 1
      stream = last ? this.#node(command, given) : this.#inFork(() => this.#node(command, given))
    }
    return stream ?? unknownStream()
  }

  #command(node: CommandNode, input: Stream | null): Stream {
    switch (node.type) {
      case 'Command':
        return this.#simple(node, input)
      case 'Redirected': {
        const { redirects, given } = walkRedirections(node.redirects, input, this, this.#engine)
        if (redirects.length > 0) this.#runWords([[]], [], redirects, input, node)
        return this.#command(node.command, given)
      }
      case 'If':
        return this.#if(node, input)
      case 'For':
      case 'Select':
        return this.#for(node, input)
      case 'ArithmeticFor':
        return this.#arithmeticFor(node, input)
      case 'While':
        return this.#while(node, input)
      case 'Case':
        return this.#case(node, input)
      case 'Function':
        return this.#function(node)
      case 'Subshell':
        return this.#inFork(() => this.#list(node.body.commands, input))
      case 'BraceGroup':
        return this.#list(node.body.commands, input)
      case 'Coproc':
        return this.#inFork(() =>
          node.body.type === 'CompoundList' ? this.#node(node.body, null) : this.#command(node.body, null),
        )
      case 'ArithmeticCommand':
        this.guard(node.body)
        walkArithmetic(node.expression, this)
        return silentStream()
      case 'TestCommand':
        walkTest(node.expression, this)
        return silentStream()
    }
  }

  #if(node: If, input: Stream | null): Stream {
    this.#node(node.clause, input)
    const before = this.scope.fork()
    let out = this.#node(node.then, input)
    const branches = [...node.elif, ...(node.else ? [node.else] : [])]
    for (const branch of branches) {
      const after = this.scope
      this.scope = before.fork()
      if (branch.type === 'Elif') {
        this.#node(branch.clause, input)
        out = together(out, this.#node(branch.then, input))
      } else out = together(out, this.#node(branch, input))
      after.join(this.scope)
      this.scope = after
    }
    if (!node.else) this.scope.join(before)
    return { ...out, text: null }
  }

  #for(node: For | Select, input: Stream | null): Stream {
    const words = node.wordlist
    const texts = words
      ? words.flatMap(word => expandWord(word, this).flat()).map(everyProcess)
      : [...(this.scope.args ?? [UNKNOWN_TEXT])]
    const name = node.name.value
    return this.#loop([node.body], () => {
      if (node.type === 'Select' && texts.some(isLiteral)) this.scope.setAny(name, [...texts, UNKNOWN_TEXT])
      else this.scope.setAny(name, texts.length > 0 ? texts : [''])
      return this.#node(node.body, input)
    })
  }

  /** A loop body runs once here, with every variable it changes unknown at its start. */
  #loop(bodies: readonly CompoundList[], act: () => Stream): Stream {
    const before = this.scope.fork()
    for (const body of bodies) for (const name of assignedNames(body)) this.scope.forget(name)
    const out = act()
    const cwd = this.scope.cwd
    if (cwd !== before.cwd) this.scope.cwd = UNKNOWN_TEXT
    this.scope.join(before)
    return { ...out, text: null }
  }

  #arithmeticFor(node: ArithmeticFor, input: Stream | null): Stream {
    this.guard(this.#source.slice(node.pos, node.body.pos))
    for (const part of [node.initialize, node.test, node.update]) walkArithmetic(part, this)
    if (!node.test) this.#endless('', node.body)
    return this.#loop([node.body], () => this.#node(node.body, input))
  }

  #endless(clause: string, body: CompoundList): void {
    if (spawnsWithoutEnd(clause, body))
      this.#engine.note(
        ask('destroys.endless', 'It starts processes without end until the machine stops.', 'destroys'),
        this.#source.slice(body.pos, body.end),
        this.#via,
      )
  }

  #while(node: While, input: Stream | null): Stream {
    if (node.kind === 'while') this.#endless(this.#source.slice(node.clause.pos, node.clause.end), node.body)
    return this.#loop([node.clause, node.body], () => {
      this.#node(node.clause, input)
      return this.#node(node.body, input)
    })
  }

  #case(node: Case, input: Stream | null): Stream {
    expandText(node.word, this)
    const before = this.scope.fork()
    let out: Stream = silentStream()
    for (const item of node.items) {
      for (const pattern of item.pattern) expandText(pattern, this)
      const after = this.scope
      this.scope = before.fork()
      out = together(out, this.#node(item.body, input))
      after.join(this.scope)
      this.scope = after
    }
    return { ...out, text: null }
  }

  #function(node: FunctionNode): Stream {
    const name = node.name.value
    this.scope.functions.set(name, { body: node.body, source: this.#source })
    if (HOOKS.test(name)) this.#inFork(() => this.call(node.body, null))
    if (feedsItself(name, node.body) || feedEachOther(name, this.scope.functions)) {
      this.#engine.note(
        {
          verdict: 'deny',
          ruleId: 'hard.fork-bomb',
          reason: 'It starts copies of itself without end until the machine stops.',
          categories: ['destroys'],
        },
        this.#source.slice(node.pos, node.end),
        this.#via,
      )
    }
    return silentStream()
  }

  /** Judges the body of a function that is called with these arguments. */
  call(body: CommandNode | CompoundList, input: Stream | null): Stream {
    return body.type === 'CompoundList' ? this.#node(body, input) : this.#command(body, input)
  }

  #simple(node: Command, input: Stream | null): Stream {
    if (!this.#engine.spend()) return unknownStream()
    const env = assignmentsOf(node, this)
    const { redirects, given } = walkRedirections(node.redirects, input, this, this.#engine)
    const words: string[][][] = node.name ? [expandWord(node.name, this)] : []
    for (const argument of node.suffix) {
      if (argument.type === 'Word') words.push(expandWord(argument, this))
      else if (argument.type === 'Assignment') words.push(assignmentWord(argument, this))
    }
    if (!node.name && env.length > 0) return this.#setVariables(env, redirects, given, node)
    return this.#runWords(combineWords(words), env, redirects, given, node)
  }

  #setVariables(env: readonly EnvSet[], redirects: readonly Opened[], given: Stream | null, node: Command): Stream {
    this.#runWords([[]], env, redirects, given, node)
    return silentStream()
  }

  #runWords(
    choices: readonly (readonly string[])[],
    env: readonly EnvSet[],
    redirects: readonly Opened[],
    input: Stream | null,
    node: Command | { pos: number; end: number; name?: undefined },
  ): Stream {
    const name = node.name
    return this.#engine.run({
      choices,
      env,
      redirects,
      input,
      via: this.#via,
      written: this.#source.slice(node.pos, node.end),
      aliasName: name && name.text === name.value ? name.text : null,
      tail: name ? this.#source.slice(name.end, node.end) : '',
      scope: this.scope,
    })
  }
}
