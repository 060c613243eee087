import { BUILTINS } from './builtins.ts'
import { Call } from './call.ts'
import { DYNAMIC, JUST_WRITTEN } from './findings.ts'
import type { Finding, Inspector, Invocation, Stream } from './inspector.ts'
import { ask, unknownStream } from './inspector.ts'
import { globMatches, hasGlob, isDynamic, isLiteral, UNKNOWN_WORDS, withoutMarks } from './marks.ts'
import { outputOf } from './output-of.ts'
import { absolute, baseName, isBelow, isTemporary } from './paths.ts'
import { environmentFindings } from './rules/environment.ts'
import { programRule } from './rules/program.ts'
import { redirectFindings } from './rules/redirects.ts'

/** Names that a pattern or a name with holes is compared with before it is only called unknown. */
const WORST_NAMES = [
  'sudo',
  'rm',
  'mkfs',
  'mkfs.ext4',
  'dd',
  'kill',
  'killall',
  'pkill',
  'gatehouse',
  'systemctl',
  'bash',
  'sh',
]

const NONE: readonly Finding[] = []

/** Judges one effective command: what surrounds it, then the program itself. */
export function dispatch(inv: Invocation, look: Inspector): Stream {
  const plain = inv.env.length === 0 && inv.redirects.length === 0
  const around = plain ? NONE : [...environmentFindings(inv, look), ...redirectFindings(inv, look)]
  const program = inv.argv[0]
  if (program === undefined) {
    if (around.length > 0 || inv.redirects.length > 0) look.record(inv, around)
    return unknownStream()
  }
  if (!isLiteral(program)) return unknownProgram(inv, program, around, look)
  return knownProgram(inv, program, around, look)
}

function unknownProgram(inv: Invocation, program: string, around: readonly Finding[], look: Inspector): Stream {
  look.cannotBind()
  look.record(inv, [...around, DYNAMIC])
  const rest = inv.argv.slice(1)
  const erased = withoutMarks(program)
  if (isDynamic(program) && erased !== '') look.suppose({ ...inv, argv: [erased, ...rest] })
  if (program === UNKNOWN_WORDS && rest.length > 0) look.suppose({ ...inv, argv: rest })
  if (hasGlob(program)) {
    const pattern = baseName(program)
    for (const name of WORST_NAMES) if (globMatches(pattern, name)) look.suppose({ ...inv, argv: [name, ...rest] })
  }
  return unknownStream()
}

function knownProgram(inv: Invocation, program: string, around: readonly Finding[], look: Inspector): Stream {
  if (!program.includes('/')) {
    const called = look.callFunction(program, inv)
    if (called) {
      look.record({ ...inv, argv: [program] }, around)
      return called
    }
  }
  const name = programName(program)
  const call = new Call(name, inv, look)
  call.say(...around)
  if (program.includes('/')) {
    runsFile(program, call)
    const behind = look.copied(absolute(program, inv.scope.cwd, look.setting.home))
    if (behind !== undefined) look.command({ ...inv, argv: [behind, ...inv.argv.slice(1)], via: [...inv.via, program] })
  }
  const builtin = program.includes('/') ? undefined : BUILTINS.get(program)
  const answered = builtin ? builtin(call) : programRule(call)
  look.record(inv, call.findings)
  return answered ?? outputOf(inv.argv, inv.input, inv.scope, look)
}

/** The name under which a program is known: no folder, no extension of Windows, no upper case (rm is RM on a Mac). */
export const programName = (program: string): string =>
  /^[a-z_-]+$/.test(program)
    ? program
    : baseName(program)
        .toLowerCase()
        .replace(/\.(exe|cmd|bat|com)$/, '')

/** A program given by its path: a file that this line wrote, or one that anybody can replace. */
function runsFile(program: string, call: Call): void {
  const path = absolute(program, call.inv.scope.cwd, call.look.setting.home)
  const written = call.look.writtenTo(path)
  if (written) {
    call.say(JUST_WRITTEN)
    if (written.text !== null) call.shell(written.text, program)
    if (written.fetched)
      call.say(ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code'))
  } else if (isTemporary(path)) {
    call.say(ask('code.temporary-file', 'It runs a file from a folder where every program may write.', 'runs-code'))
  }
  const named = /\.(sh|bash|zsh|py|rb|pl|js|mjs|ts|php|lua)$/.test(path) || program.startsWith('.')
  const own = !program.includes(':') && (isBelow(path, call.look.setting.workspace) || isTemporary(path))
  if (named || own) call.look.runsScript(path) // the agent can rewrite it between the answer and the run
}
