import { runText } from '../builtins.ts'
import type { Call, Rule } from '../call.ts'
import { ask, type Stream } from '../inspector.ts'
import { names, optionValue } from '../options.ts'
import { writeFinding } from '../tables/files.ts'

const BACKGROUND = ask('persistence.detached', 'It starts something that outlives this session.', 'persistence')
const TYPES = ask('code.types', 'It types into another terminal, where text becomes a command.', 'runs-code')

const TMUX_STARTS =
  /^(new|new-session|neww|new-window|splitw|split-window|respawn-pane|respawnp|respawn-window|respawnw|popup|display-popup|run|run-shell|if|if-shell|pipe-pane|pipep)$/

/** `tmux`: looking is silent, the command of a new pane is judged, typing into one asks. */
function runTmux(call: Call): Stream | undefined {
  const globals = call.parse({ values: names('L S f c T'), stops: true })
  const [verb = '', ...rest] = globals.operands
  if (/^(send|send-keys|set-hook|bind|bind-key|source|source-file|paste-buffer|pasteb|command-prompt)$/.test(verb))
    call.say(TYPES)
  if (/^(kill-server|kill-session|kill-window|kill-pane|killp|killw)$/.test(verb))
    call.say(ask('kill.process', 'It ends programs in other terminals.', 'destroys'))
  if (!TMUX_STARTS.test(verb)) return undefined
  const values = names('c e F f n s t x y l p b d_ h w')
  const at = rest.findIndex(
    (word, i) =>
      !word.startsWith('-') &&
      !(i > 0 && values.has((rest[i - 1] ?? '').replace(/^-.*(?=.$)/, '')) && /^-/.test(rest[i - 1] ?? '')),
  )
  if (at < 0) return undefined
  return runText(call, rest.slice(at).join(' '), `tmux ${verb}`)
}

function runScreen(call: Call): Stream | undefined {
  const parsed = call.parse({ values: names('S c e h p s t T X D_ r_'), stops: true })
  if (parsed.options.some(option => option.name === 'X')) call.say(TYPES)
  return parsed.operands.length > 0 ? call.inner(parsed.operands) : undefined
}

/** `fd -x`: like `find -exec`. */
function runFd(call: Call): Stream | undefined {
  const at = call.args.findIndex(arg => /^(-[a-zA-Z]*[xX]|--exec|--exec-batch)$/.test(arg))
  if (at < 0) return undefined
  const words = call.args.slice(at + 1).filter(word => word !== ';')
  return words.length > 0
    ? call.inner(
        words.map(word => word.replaceAll(/\{[./]*\}/g, '\uFDD0')),
        { input: null },
        'fd -x',
      )
    : undefined
}

function runEntr(call: Call): Stream | undefined {
  const parsed = call.parse({ values: new Set(), stops: true })
  if (parsed.options.some(option => option.name === 's')) return runText(call, parsed.operands[0] ?? '', 'entr -s')
  return parsed.operands.length > 0 ? call.inner(parsed.operands, { input: null }) : undefined
}

/** `perl -i` and `ruby -i` rewrite the files they are given. */
const inPlace: Rule = call => {
  const edits = call.args.some(
    (arg, i) => /^-[a-zA-Z0]*i/.test(arg) && !/^-[IM]/.test(arg) && !/^-[em]$/.test(call.args[i - 1] ?? ''),
  )
  if (!edits) return
  for (const arg of call.args)
    if (!arg.startsWith('-') && !/\s/.test(arg)) call.say(writeFinding(call.path(arg), call.look.setting))
}

/** Jobs that run later or elsewhere: the text of a known job is judged too. */
const later: Rule = call => {
  call.say(BACKGROUND)
  if (call.inv.input?.text != null) call.shell(call.inv.input.text, call.name)
  const file = optionValue(call.parse({ values: names('f q t') }), 'f')
  if (file != null) call.look.runsScript(call.path(file))
}

/** Rules of terminals, watchers and schedulers. */
export const TERMINAL_RULES: Readonly<Record<string, Rule>> = {
  tmux: runTmux,
  byobu: runTmux,
  screen: runScreen,
  fd: runFd,
  fdfind: runFd,
  entr: runEntr,
  perl: inPlace,
  ruby: inPlace,
  at: later,
  batch: later,
}
