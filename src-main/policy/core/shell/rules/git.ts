import type { Call, Rule } from '../call.ts'
import { ask, deny, type Finding, type Stream } from '../inspector.ts'
import { isDynamic } from '../marks.ts'
import { hasOption, names, optionValue, parseOptions } from '../options.ts'
import { worstTarget } from '../paths.ts'
import { ownPath, readFinding, writeFinding } from '../tables/files.ts'
import { PLAIN_PROGRAMS } from '../tables/plain-programs.ts'

/** Settings whose value git runs as a program. */
const RUNS_PROGRAM =
  /^(core\.(pager|editor|sshcommand|fsmonitor|askpass|gitproxy|hookspath|alternaterefscommand|virtualfilesystem)|pager\..+|sequence\.editor|diff\.external|diff\..+\.(command|textconv)|difftool\..+\.(cmd|path)|mergetool\..+\.(cmd|path)|merge\..+\.driver|filter\..+\.(clean|smudge|process)|credential\.(.+\.)?helper|gpg\.(.+\.)?program|gpg\.ssh\.defaultkeycommand|interactive\.difffilter|browser\..+\.(cmd|path)|man\..+\.(cmd|path)|web\.browser|instaweb\.(httpd|browser)|sendemail\.(.*\.)?(smtpserver|tocmd|cccmd|sendmailcmd|headercmd)|uploadpack\.packobjectshook|trailer\..+\.(cmd|command)|ssh\.variant|remote\..+\.(uploadpack|receivepack|vcs|proxy)|submodule\..+\.update|init\.templatedir|include\.path|includeif\..+\.path|imap\.tunnel|guitool\..+\.cmd|receive\.procreceiverefs|core\.worktree|core\.attributesfile|rebase\.instructionformat-|protocol\.(ext\.)?allow|http\.(.+\.)?proxy-auth|url\..+\.insteadof|commit\.template-|tar\..+\.command)$/i

const RUNS = (what: string): Finding => ask('code.git-runs', `${what} makes git start another program.`, 'runs-code')
const CLEANS = ask('destroys.untracked', 'It deletes files that git does not know.', 'destroys')
const DISCARDS = ask('destroys.changes', 'It throws away work that is not committed.', 'destroys')
const REWRITES = ask('destroys.history', 'It overwrites history that others have.', 'destroys')
const DELETES_REMOTE = ask('destroys.remote', 'It deletes branches or tags that others have.', 'destroys', 'network')
const FORGETS = ask('destroys.history', 'It throws away what git kept to undo mistakes.', 'destroys')
const CREDENTIALS = ask('secrets.git-credentials', 'It prints or changes stored passwords of git.', 'secrets')

const GLOBAL_VALUES = names('C c git-dir work-tree namespace exec-path config-env super-prefix list-cmds attr-source')

/** `git`: everyday work is silent; what starts programs, deletes or prints passwords is not. */
function runGit(call: Call): Stream | undefined {
  const globals = parseOptions(call.args, { values: GLOBAL_VALUES, stops: true })
  for (const option of globals.options) globalOption(call, option.name, option.value)
  const [verb, ...rest] = globals.operands
  if (verb === undefined) return undefined
  if (isDynamic(verb)) {
    call.say(ask('dynamic.verb', 'What git is told to do is only known when it runs.', 'unknown'))
    return undefined
  }
  transports(call, rest)
  return VERBS[verb]?.(call, rest) ?? undefined
}

function globalOption(call: Call, name: string, value: string | null): void {
  if (value === null) return
  if (name === 'c' || name === 'config-env') setting(call, value)
  if (name === 'exec-path') call.say(RUNS('--exec-path'))
  if (name === 'C' || name === 'git-dir' || name === 'work-tree') {
    if (ownPath(call.path(value), call.look.setting))
      call.say(deny('hard.self', 'It works on the data folder of Gatehouse.', 'persistence'))
  }
}

/** `key=value` in front of a command. */
function setting(call: Call, text: string): void {
  const at = text.indexOf('=')
  const key = at < 0 ? text : text.slice(0, at)
  const value = at < 0 ? '' : text.slice(at + 1)
  judgeSetting(call, key, value)
}

function judgeSetting(call: Call, key: string, value: string): void {
  if (/^alias\./i.test(key)) {
    if (value.startsWith('!')) {
      call.shell(value.slice(1), 'git alias')
      call.say(RUNS('An alias'))
    } else call.inner(['git', ...value.split(/\s+/)], {}, 'git alias')
    return
  }
  if (!RUNS_PROGRAM.test(key)) return
  const text = value.replace(/^!/, '')
  if (
    value === '' ||
    value === 'false' ||
    value === 'true' ||
    (/^(core\.fsmonitor|protocol\..*allow)$/i.test(key) && /^(true|false|never|user)$/.test(value))
  )
    return
  const { verdict, programs } = call.look.worstOf(text, call.inv.scope, [...call.inv.via, `git ${key}`])
  const helper =
    /^credential\./i.test(key) && /^(cache|store|osxkeychain|manager|manager-core|libsecret|wincred)\b/.test(value)
  if (helper || (verdict === 'allow' && programs.length > 0 && programs.every(program => PLAIN_PROGRAMS.has(program))))
    return
  call.say(RUNS(key))
}

/** `ext::command` and remote helpers run programs; option-like addresses are taken for options. */
function transports(call: Call, words: readonly string[]): void {
  for (const word of words) {
    if (/^(ext|fd)::/.test(word)) call.say(RUNS('This address'))
    if (/^ssh:\/\/-|^-oProxyCommand/.test(word)) call.say(RUNS('This address'))
  }
}

// biome-ignore lint/suspicious/noConfusingVoidType: as for the rule of a program.
type Verb = (call: Call, args: readonly string[]) => Stream | undefined | void

const TEXT_OPTIONS = 'm message F file author date C c reuse-message template t trailer cleanup fixup squash S gpg-sign'

const helperOption =
  (...options: string[]): Verb =>
  (call, args) => {
    const parsed = parseOptions(args, {
      values: names(`${options.join(' ')} ${TEXT_OPTIONS} o b depth branch origin reference j`),
    })
    for (const option of parsed.options)
      if (options.includes(option.name) && option.value !== null) call.say(RUNS(`--${option.name}`))
  }

const runsShell =
  (...options: string[]): Verb =>
  (call, args) => {
    const parsed = parseOptions(args, { values: names(`${options.join(' ')} s strategy X onto C S`) })
    for (const option of parsed.options) {
      if (options.includes(option.name) && option.value !== null) call.shell(option.value, `git --${option.name}`)
    }
  }

function clean(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, { values: names('e exclude') })
  if (hasOption(parsed, 'n', 'dry-run')) return
  if (!hasOption(parsed, 'f', 'force', 'i', 'interactive')) return
  call.say(CLEANS)
  const at = call.args.indexOf('-C')
  const folder = call.path(at >= 0 && at < call.args.indexOf('clean') ? (call.args[at + 1] ?? '.') : '.')
  const worst = hasOption(parsed, 'd') && parsed.operands.length === 0 ? worstTarget(folder, call.look.setting) : null
  if (worst) call.say(deny('hard.delete-home', `It deletes ${worst}.`, 'destroys'))
  if (parsed.operands.some(word => word.includes(call.look.setting.product.dataFolder)))
    call.say(deny('hard.self', 'It deletes what belongs to Gatehouse.', 'destroys'))
}

function config(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, { values: names('f file blob type default comment value url') })
  const operands = [...parsed.operands]
  if (hasOption(parsed, 'e', 'edit') || operands[0] === 'edit') return
  const looks =
    hasOption(
      parsed,
      'get',
      'get-all',
      'get-regexp',
      'get-urlmatch',
      'l',
      'list',
      'get-color',
      'get-colorbool',
      'show-origin',
      'show-scope',
    ) || ['get', 'list'].includes(operands[0] ?? '')
  if (looks) return
  if (['set', 'unset', 'rename-section', 'remove-section'].includes(operands[0] ?? '')) operands.shift()
  const [key = '', value] = operands
  if (hasOption(parsed, 'unset', 'unset-all', 'remove-section', 'rename-section') || value === undefined) return
  judgeSetting(call, key, value)
  const file = optionValue(parsed, 'f', 'file')
  if (file != null) call.say(writeFinding(call.path(file), call.look.setting))
  if (/^credential\./i.test(key) && /store/.test(value)) call.say(CREDENTIALS)
}

function credential(call: Call, args: readonly string[]): void {
  if (/^(fill|approve|reject|get|store|erase)$/.test(args[0] ?? '')) call.say(CREDENTIALS)
}

function submodule(call: Call, args: readonly string[]): Stream | undefined {
  const at = args.indexOf('foreach')
  if (at < 0) return undefined
  const words = args.slice(at + 1).filter(word => word !== '--recursive' && word !== '--quiet')
  return words.length === 1
    ? call.shell(words[0] ?? '', 'git submodule foreach')
    : call.inner(words, {}, 'git submodule foreach')
}

function bisect(call: Call, args: readonly string[]): Stream | undefined {
  return args[0] === 'run' ? call.inner(args.slice(1), {}, 'git bisect run') : undefined
}

function filterBranch(call: Call, args: readonly string[]): void {
  for (const [i, word] of args.entries()) {
    const value = args[i + 1]
    if (/^--(setup|env|tree|index|parent|msg|commit|tag-name|subdirectory)-filter$/.test(word) && value !== undefined)
      call.shell(value, 'git filter-branch')
  }
  call.say(REWRITES)
}

function push(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, { values: names('receive-pack exec o push-option repo') })
  if (optionValue(parsed, 'receive-pack', 'exec') != null) call.say(RUNS('--receive-pack'))
  if (hasOption(parsed, 'n', 'dry-run')) return
  const refs = parsed.operands.slice(1)
  if (hasOption(parsed, 'f', 'force', 'mirror', 'prune') || refs.some(ref => ref.startsWith('+'))) call.say(REWRITES)
  // `:branch` pushes nothing onto a branch, which deletes it; a colon alone means all branches of the same name.
  if (hasOption(parsed, 'd', 'delete') || refs.some(ref => /^\+?:./.test(ref))) call.say(DELETES_REMOTE)
}

/** Old states stay reachable for weeks; these end that at once. */
function forgets(call: Call, args: readonly string[]): void {
  const soon = args.some(arg => /^--(prune|expire(-unreachable)?)=(now|all|0|.*second|.*minute)/.test(arg))
  if (soon || args.includes('--prune-all')) call.say(FORGETS)
}

function reset(call: Call, args: readonly string[]): void {
  if (args.includes('--hard')) call.say(DISCARDS)
}

function stash(call: Call, args: readonly string[]): void {
  if (args[0] === 'clear') call.say(DISCARDS)
}

function checkout(call: Call, args: readonly string[]): void {
  const paths = args.filter(arg => !arg.startsWith('-'))
  // Only the whole tree counts: putting one file back is everyday work.
  if (
    args.includes('-f') ||
    args.includes('--force') ||
    (paths.length > 0 && paths.every(path => path === '.' || path === ':/'))
  )
    call.say(DISCARDS)
}

function grep(call: Call, args: readonly string[]): void {
  for (const word of args) {
    const value = /^(?:-O|--open-files-in-pager=)(.*)$/.exec(word)?.[1]
    if (value !== undefined && value !== '') pagerOption(call, '-O', value)
  }
}

function pagerOption(call: Call, option: string, value: string): void {
  const { verdict, programs } = call.look.worstOf(value, call.inv.scope, [...call.inv.via, `git ${option}`])
  if (verdict !== 'allow' || !programs.every(program => PLAIN_PROGRAMS.has(program))) call.say(RUNS(option))
}

function archive(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, { values: names('o output remote exec format prefix') })
  if (optionValue(parsed, 'exec') != null) call.say(RUNS('--exec'))
  const output = optionValue(parsed, 'o', 'output')
  if (output != null) call.say(writeFinding(call.path(output), call.look.setting))
}

function clone(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, {
    values: names(
      'u upload-pack c config o b branch depth template reference j jobs shallow-since filter separate-git-dir bundle-uri origin',
    ),
  })
  if (optionValue(parsed, 'u', 'upload-pack') != null) call.say(RUNS('--upload-pack'))
  if (optionValue(parsed, 'template') != null) call.say(RUNS('--template'))
  for (const option of parsed.options)
    if ((option.name === 'c' || option.name === 'config') && option.value) setting(call, option.value)
  const target = parsed.operands[1]
  if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
}

function difftool(call: Call, args: readonly string[]): void {
  const parsed = parseOptions(args, { values: names('x extcmd t tool') })
  const command = optionValue(parsed, 'x', 'extcmd')
  if (command != null) pagerOption(call, '--extcmd', command)
}

const VERBS: Readonly<Record<string, Verb>> = {
  clean,
  config,
  credential,
  'credential-store': credential,
  'credential-cache': credential,
  'credential-osxkeychain': credential,
  'credential-manager': credential,
  'credential-libsecret': credential,
  submodule,
  bisect,
  'filter-branch': filterBranch,
  'filter-repo': call => call.say(REWRITES),
  push,
  'send-pack': push,
  reset,
  stash,
  checkout,
  restore: (call, args) => {
    const paths = args.filter(arg => !arg.startsWith('-'))
    if (
      !args.includes('--staged') &&
      !args.includes('-S') &&
      paths.length > 0 &&
      paths.every(path => path === '.' || path === ':/')
    )
      call.say(DISCARDS)
  },
  grep,
  archive,
  clone,
  difftool,
  mergetool: difftool,
  rebase: runsShell('exec', 'x'),
  fetch: helperOption('upload-pack'),
  pull: helperOption('upload-pack'),
  'ls-remote': helperOption('upload-pack', 'exec'),
  'fetch-pack': helperOption('upload-pack', 'exec'),
  'fast-import': (call, args) => {
    if (args.some(arg => arg.startsWith('--export-marks') || arg.startsWith('--export-pack')))
      call.say(ask('outside.git-marks', 'It writes a file that git chooses.', 'outside-workspace'))
  },
  init: (call, args) => {
    helperOption('template')(call, args)
    const target = parseOptions(args, {
      values: names('template b initial-branch separate-git-dir object-format shared'),
    }).operands[0]
    if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
  },
  instaweb: call => call.say(ask('network.opens-machine', 'It opens a web server.', 'network')),
  daemon: call => call.say(ask('network.opens-machine', 'It opens this machine to others.', 'network')),
  'send-email': call => call.say(ask('network.send', 'It sends mail.', 'network')),
  'imap-send': call => call.say(ask('network.send', 'It sends mail.', 'network')),
  'update-ref': (call, args) => {
    if (args.includes('-d')) call.say(DISCARDS)
  },
  hook: call => call.say(RUNS('A hook')),
  'difftool--helper': call => call.say(RUNS('This')),
  lfs: () => undefined,
  apply: (call, args) => {
    if (args.includes('--unsafe-paths'))
      call.say(ask('outside.workspace', 'It may write outside the workspace.', 'outside-workspace'))
  },
  show: diffOutput,
  diff: diffOutput,
  log: diffOutput,
  'format-patch': diffOutput,
  p4: call => call.say(RUNS('p4')),
  'remote-ext': call => call.say(RUNS('This')),
  branch: () => undefined,
  gc: forgets,
  prune: (call, args) => {
    if (!args.includes('-n') && !args.includes('--dry-run')) call.say(FORGETS)
  },
  reflog: (call, args) => {
    if (args[0] === 'delete') call.say(FORGETS)
    else forgets(call, args)
  },
  worktree: (call, args) => {
    if (args[0] === 'remove' && args.some(arg => /^-f+$|^--force$/.test(arg))) call.say(DISCARDS)
  },
}

/** `--output` writes a file; `--no-index` reads any. */
function diffOutput(call: Call, args: readonly string[]): void {
  for (const word of args) {
    const target = /^--output=(.+)$/.exec(word)?.[1]
    if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
    if (word.startsWith('/')) call.say(readFinding(word, call.look.setting))
  }
}

/** Rules of version control. */
export const GIT_RULES: Readonly<Record<string, Rule>> = {
  git: runGit,
  hub: runGit,
  svn: call => {
    if (call.args.some(arg => /^--(config-option|diff-cmd|diff3-cmd|editor-cmd|merge-tool)/.test(arg)))
      call.say(RUNS('This option'))
  },
  hg: call => {
    const parsed = parseOptions(call.args, { values: names('config R cwd repository ssh e remotecmd') })
    for (const option of parsed.options) {
      if (
        option.name === 'config' &&
        /^(alias|ui\.(editor|ssh|merge|pager|askusername)|hooks|extensions|pager|merge-tools|extdiff)/.test(
          option.value ?? '',
        )
      )
        call.say(RUNS('--config'))
      if (/^(ssh|e|remotecmd)$/.test(option.name) && option.value) call.say(RUNS(`The option ${option.name}`))
    }
    if (call.args.includes('purge')) call.say(CLEANS)
  },
}
