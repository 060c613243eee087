import type { Call } from '../call.ts'
import { codeFinding } from '../code/inline-code.ts'
import { guess, vimCommand } from '../code/vim-commands.ts'
import { ask, type Finding } from '../inspector.ts'
import { isDynamic } from '../marks.ts'
import { names, parseOptions } from '../options.ts'
import { isTemporary } from '../paths.ts'
import { ACTING_OPTIONS, type Act, type ActingRow } from '../tables/acting-options.ts'
import { writeFinding } from '../tables/files.ts'
import { PLAIN_PROGRAMS } from '../tables/plain-programs.ts'

const EDITOR = /^(vim?|nvim|ex|view|gvim|vimdiff|rvim|nview|rview|evim)$/

/** `-es` and `-e … -s`: in its line mode an editor is told to be silent by the letter that otherwise takes a script. */
const withoutSilent = (args: readonly string[]): readonly string[] =>
  args.some(arg => /^-[eE]s?$/.test(arg))
    ? args.map(arg => (/^-[eE]s$/.test(arg) ? '-e' : arg)).filter(arg => arg !== '-s')
    : args

const STARTS = (name: string, option: string): Finding =>
  ask('code.option', `The option ${option} makes ${name} start another program.`, 'runs-code')

/** Options by which a harmless program starts another one, runs code or writes a file. */
export function optionFindings(name: string, call: Call): Finding[] {
  if (!Object.hasOwn(ACTING_OPTIONS, name)) return []
  const row = ACTING_OPTIONS[name]
  if (!row) return []
  const end = call.args.findIndex(arg => row.until?.test(arg))
  const own = end < 0 ? call.args : call.args.slice(0, end)
  const parsed = parseOptions(EDITOR.test(name) ? withoutSilent(own) : own, specOf(row))
  const found: (Finding | null)[] = parsed.options.map(({ name: option, value }) => {
    const act = row.acts?.[option]
    return act === undefined ? null : ACTED[act](name, option, value, call)
  })
  if (row.operand) for (const arg of call.args) if (row.operand.test(arg)) found.push(operandActs(name, arg, call))
  return found.filter(finding => finding !== null)
}

const specs = new WeakMap<ActingRow, Parameters<typeof parseOptions>[1]>()

function specOf(row: ActingRow): Parameters<typeof parseOptions>[1] {
  const known = specs.get(row)
  if (known) return known
  const acting = Object.entries(row.acts ?? {})
    .filter(([, act]) => act !== 'starts' && act !== 'deletes')
    .map(([option]) => option)
  const spec = {
    values: new Set([...names(row.values ?? ''), ...acting]),
    flags: new Set(Object.keys(row.acts ?? {}).filter(option => !acting.includes(option))),
    ...(row.oneDash ? { oneDash: true, exact: row !== ACTING_OPTIONS['gdb'] } : {}),
  }
  specs.set(row, spec)
  return spec
}

type Acted = (name: string, option: string, value: string | null, call: Call) => Finding | null

/** What an act that needs a value says of it. */
const withValue =
  (says: (name: string, option: string, value: string, call: Call) => Finding | null): Acted =>
  (name, option, value, call) =>
    value === null ? null : says(name, option, value, call)

const ACTED: Readonly<Record<Act, Acted>> = {
  deletes: () => ask('destroys.files', 'It deletes the files it has handled.', 'destroys'),
  starts: STARTS,
  write: withValue((_name, _option, value, call) => writeFinding(call.path(value), call.look.setting)),
  script: withValue(scriptFile),
  code: withValue(ownCode),
  command: withValue(startedProgram),
}

/** What a finder runs when a key is pressed: `enter:execute(less {})`, `ctrl-r:reload:find .`. */
const FINDER_RUNS =
  /\b(?:execute(?:-silent|-multi)?|become|reload(?:-sync)?|transform[\w-]*)(?:[([{<~!@#$%^&*;/|]|:)\s*(.+?)(?=[)\]}>~!@#%^&*;/|]?(?:,|\+|$))/g

function scriptFile(name: string, option: string, value: string, call: Call): Finding | null {
  if (/^(NONE|NORC|DEFAULTS|\/dev\/null)$/.test(value)) return null
  if (
    isDynamic(value) ||
    value.startsWith('/dev/') ||
    isTemporary(call.path(value)) ||
    call.look.writtenTo(call.path(value))
  )
    return STARTS(name, option)
  call.look.runsScript(call.path(value))
  return ask('code.option-file', `The option ${option} makes ${name} run a file of code.`, 'runs-code')
}

/** A program that is told to start a helper may start a plain one without a question. */
function startedProgram(name: string, option: string, value: string, call: Call): Finding | null {
  const text = value.replace(/^(exec|sleep|ttyout|totals|echo|dot|bell)=?/, match =>
    match.startsWith('exec') ? '' : `: ${match}`,
  )
  const { verdict, programs } = call.look.worstOf(text, call.inv.scope, [...call.inv.via, `${name} ${option}`])
  const plain =
    !isDynamic(value) &&
    verdict === 'allow' &&
    programs.every(program => program === ':' || PLAIN_PROGRAMS.has(program))
  return plain && !/^\.?\//.test(text.trim().replace(/^\/usr\/(local\/)?bin\/|^\/bin\//, ''))
    ? null
    : STARTS(name, option)
}

/** Commands of an editor or debugger: plain ones are silent, those that reach a shell or a language ask. */
function ownCode(name: string, option: string, value: string, call: Call): Finding | null {
  const shell =
    /(?:^|[|\s:])(?:!|\bshell\b|\bsystem\b|silent!?\s*!|r(?:ead)?\s*!|w(?:rite)?\s*!|term(?:inal)?\b)\s*(.*)$/s.exec(
      value,
    )
  if (shell?.[1]) call.shell(shell[1], `${name} ${option}`)
  if (shell) return STARTS(name, option)
  if (EDITOR.test(name)) {
    vimCommand(value, call)
    const commands = value.split('|').map(text => text.trim().replace(/^:+/, ''))
    const plain = commands.every(
      text =>
        /^(q|qa|wq|wqa|x|xa|w|wa|quit|qall|set?\s|setlocal\s|syntax\s|colorscheme\s|\d+$|%?s\/|normal!?\s|g\/|v\/|retab|sort|undo|help\s|PlugInstall|e\s|edit\s|vsplit|split|tabnew|nohl|echo\s|q!|qa!|wq!|noh|diffthis|windo\s+diffthis|go\s)/.test(
          text,
        ) &&
        !/!\s*\S|system\(|\bpy|\blua|\bcall\b|execute|luafile|source|perl|ruby|tcl|eval|\/[a-z]*e[a-z]*\s*$/.test(
          text.replace(/^(q|qa|wq|normal)!/, '$1'),
        ),
    )
    return plain ? null : STARTS(name, option)
  }
  if (name === 'gdb' || name === 'lldb') {
    return /^(bt|backtrace|thread apply all bt|run|r|quit|q|continue|c|info\s|set (pagination|confirm|print|width|height|logging)|b |break |p |print |x\/|frame|up|down|list|next|step|finish|thread|target|process)/.test(
      value.trim(),
    ) && !/shell|python|system|!|call|pipe|\|/.test(value)
      ? null
      : STARTS(name, option)
  }
  if (name === 'exiftool') return /system|exec|`|qx|unlink|open|eval/.test(value) ? STARTS(name, option) : null
  if (name === 'fzf' || name === 'sk') {
    for (const [, text = ''] of value.matchAll(FINDER_RUNS)) guess(text, call)
    return /\b(execute|become|reload|transform|preview|print)/.test(value) ? STARTS(name, option) : null
  }
  if (name === 'smbclient' || name === 'rpm' || name === 'mail') {
    const line = /!\s*([^;]+)/.exec(value)?.[1] ?? /%\((.+)\)/.exec(value)?.[1]
    if (line === undefined) return null
    call.shell(line, `${name} ${option}`)
    return STARTS(name, option)
  }
  if (name.startsWith('emacs')) call.say(...codeFinding('other', value, call))
  return STARTS(name, option)
}

function operandActs(name: string, arg: string, call: Call): Finding | null {
  if (EDITOR.test(name)) {
    return /^\+(\d+|\/.*)$/.test(arg) ? null : ownCode(name, '+', arg.slice(1), call)
  }
  const shell = /!(.*)$/s.exec(arg)?.[1]
  if (shell && /^(less|more|most|dc)$/.test(name)) call.shell(shell, name)
  return STARTS(name, arg.length > 40 ? `${arg.slice(0, 40)}…` : arg)
}
