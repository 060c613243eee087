import { calculates } from './calculates.ts'
import type { Call } from './call.ts'
import { type Stream, silentStream } from './inspector.ts'
import { ALL_PIDS, DAEMON_PIDS, FETCHED, GLOB_STAR, isLiteral, UNKNOWN_TEXT } from './marks.ts'
import { names } from './options.ts'
import { absolute } from './paths.ts'
import type { Scope } from './scope.ts'
import type { Setting } from './setting.ts'
import { ownPath } from './tables/files.ts'

function incoming(input: Stream | null, { scope, setting }: { scope: Scope; setting: Setting }): readonly string[] {
  if (input?.text != null) {
    const lines = input.text.replace(/\n$/, '').split('\n')
    return lines.length <= 12 ? lines : [UNKNOWN_TEXT]
  }
  // Every name of a folder in turn.
  if (input?.names) return [UNKNOWN_TEXT, GLOB_STAR]
  const ours = input?.entriesOf?.filter(entry => ownPath(absolute(entry, scope.cwd, setting.home), setting)) ?? []
  if (ours.length > 0) return [UNKNOWN_TEXT, ...ours.map(entry => `${entry}/${UNKNOWN_TEXT}`)]
  if (input?.pids === 'daemon') return [DAEMON_PIDS]
  if (input?.pids === 'all') return [ALL_PIDS]
  return [input?.fetched ? FETCHED : UNKNOWN_TEXT]
}

/** `read`: variables from a line of the input. */
export function readVariables(call: Call): Stream {
  const parsed = call.parse({ values: names('d i n N p t u') })
  const { scope } = call.inv
  const lines = incoming(call.inv.input, { scope, setting: call.look.setting })
  for (const operand of parsed.operands) if (operand.includes('[')) calculates(call, [operand])
  const cut = fieldsBy(call.inv.env.find(one => one.name === 'IFS')?.value)
  if (parsed.options.some(option => option.name === 'a')) {
    const list = lines.flatMap(cut)
    for (const name of parsed.operands) scope.vars.set(name, { texts: [list[0] ?? ''], list })
  } else if (parsed.operands.length <= 1) scope.setAny(parsed.operands[0] ?? 'REPLY', lines)
  else spread(parsed.operands, lines, scope, cut)
  return silentStream()
}

/** How `read` cuts a line: at blanks, or at the separators that were set for it. */
function fieldsBy(separators: string | undefined): (line: string) => string[] {
  if (separators === undefined || !isLiteral(separators)) return line => line.trim().split(/\s+/)
  if (separators === '') return line => [line]
  return line => {
    const fields = ['']
    for (const c of line) {
      if (separators.includes(c)) fields.push('')
      else fields[fields.length - 1] += c
    }
    return fields
  }
}

function spread(
  wanted: readonly string[],
  lines: readonly string[],
  scope: Call['inv']['scope'],
  cut: (line: string) => string[],
): void {
  for (const [i, name] of wanted.entries()) {
    const last = i === wanted.length - 1
    scope.setAny(
      name,
      lines.map(line => {
        if (!isLiteral(line)) return line
        const words = cut(line)
        return last ? words.slice(i).join(' ') : (words[i] ?? '')
      }),
    )
  }
}

/** `mapfile`: a list from the lines of the input. */
export function readLines(call: Call): Stream {
  const parsed = call.parse({ values: names('d n O s u C c') })
  const callback = parsed.options.find(option => option.name === 'C')?.value
  if (callback) call.shell(callback, 'mapfile -C')
  const name = parsed.operands[0] ?? 'MAPFILE'
  const list = incoming(call.inv.input, { scope: call.inv.scope, setting: call.look.setting })
  call.inv.scope.vars.set(name, { texts: [list[0] ?? ''], list })
  return silentStream()
}
