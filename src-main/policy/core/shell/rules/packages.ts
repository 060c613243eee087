import { runText } from '../builtins.ts'
import type { Call, Rule } from '../call.ts'
import { ask, type Stream } from '../inspector.ts'
import { isDynamic, isLiteral } from '../marks.ts'
import { hasOption, names, optionValue, parseOptions } from '../options.ts'
import { isBelow } from '../paths.ts'

const GLOBAL = ask(
  'system.global-install',
  'It installs, removes or changes packages for the whole machine.',
  'persistence',
)
const FOREIGN = ask(
  'code.foreign-package',
  'It installs or runs code straight from an address instead of a package registry.',
  'network',
  'runs-code',
)
const PUBLISHES = ask('network.publish', 'It publishes to other people.', 'network')
const ACCOUNT = ask('secrets.registry-account', 'It uses or changes registry credentials.', 'secrets')
const HOOKS = ask(
  'persistence.tool-settings',
  'It changes settings that decide which programs a tool starts.',
  'persistence',
)

const NPM_VALUES = names(
  'C w prefix workspace location registry tag loglevel cache userconfig globalconfig script-shell otp access omit include dir filter reporter store-dir c call p package node-options before depth',
)
const NPM_SPEC = { values: NPM_VALUES, exact: true }
const CHANGES = names(
  'install i in ins add ci clean-install uninstall un unlink remove rm r update up upgrade link ln rebuild dedupe install-test it isntall',
)

/** `npm`, `pnpm`, `yarn`: local work is silent; global, foreign or published is not. */
function runNodePackages(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, NPM_SPEC)
  // Words behind the first `--` are operands, the verb too: it may stand there.
  const dashes = call.args.indexOf('--')
  const at = parseOptions(call.args.slice(0, Math.max(dashes, 0)), NPM_SPEC).operands.length === 0 ? -1 : dashes
  const before = at < 0 ? parsed : parseOptions(call.args.slice(0, at), NPM_SPEC)
  const operands = before.operands
  const [verb = '', ...rest] = operands
  const global = hasOption(before, 'g', 'global') || optionValue(before, 'location') === 'global'
  const shell = optionValue(before, 'script-shell')
  if (shell != null) call.say(ask('code.option', 'It chooses the program that runs scripts.', 'runs-code'))
  const nodeOptions = optionValue(before, 'node-options')
  if (nodeOptions != null && /-r\b|--require|--import|--loader/.test(nodeOptions))
    call.say(ask('code.option', 'It loads other code first.', 'runs-code'))
  if (verb === 'help' || hasOption(before, 'help', 'h')) return undefined
  if (isDynamic(verb)) {
    call.say(ask('dynamic.verb', `What ${call.name} is told to do is only known when it runs.`, 'unknown'))
    return undefined
  }
  if (verb === 'global') {
    if (!/^(list|bin|dir|ls)$/.test(rest[0] ?? '')) call.say(GLOBAL)
    return undefined
  }
  if (verb === 'npm' && /^(publish|tag|login|logout)$/.test(rest[0] ?? ''))
    call.say(rest[0] === 'publish' || rest[0] === 'tag' ? PUBLISHES : ACCOUNT)
  // A script that is put into package.json runs with the next install or start.
  if (verb === 'pkg' && rest[0] === 'set')
    for (const word of rest.slice(1)) {
      const text = /^scripts\.[^=]*=(.*)$/s.exec(word)?.[1]
      if (
        text !== undefined &&
        call.look.worstOf(text, call.inv.scope, [...call.inv.via, 'npm pkg set']).verdict !== 'allow'
      )
        call.say(HOOKS)
    }
  if (CHANGES.has(verb)) changesPackages(call, rest, global)
  else if (verb === 'exec' || verb === 'x' || verb === 'dlx' || verb === 'create' || verb === 'init')
    return runsPackage(call, verb, before)
  else if (verb === 'explore' && at >= 0) return call.inner(call.args.slice(at + 1))
  else npmVerbs(call, verb, rest)
  return undefined
}

function changesPackages(call: Call, packages: readonly string[], global: boolean): void {
  if (global) call.say(GLOBAL)
  if (packages.some(isForeignPackage)) call.say(FOREIGN)
}

/** A package named by an address instead of a name in the registry. */
const isForeignPackage = (name: string): boolean =>
  /^(git\+|git:|git@|https?:|ssh:|github:|gitlab:|bitbucket:|gist:)/.test(name) ||
  /^[\w.-]+@(git\+|https?:|github:)/.test(name) ||
  (/^[\w-]+\/[\w.-]+(#.*)?$/.test(name) && !name.startsWith('@') && !name.startsWith('.'))

function runsPackage(call: Call, verb: string, parsed: ReturnType<typeof parseOptions>): Stream | undefined {
  const text = optionValue(parsed, 'c', 'call')
  if (text != null) return call.shell(text, `${call.name} -c`)
  const [name] = parsed.operands.slice(1)
  if (verb === 'dlx')
    call.say(ask('code.from-network', 'It downloads a package and runs it at once.', 'network', 'runs-code'))
  if (name !== undefined && isForeignPackage(name)) call.say(FOREIGN)
  const dashes = call.args.indexOf('--')
  if (dashes >= 0 && (verb === 'exec' || verb === 'x')) return call.inner(call.args.slice(dashes + 1))
  const at = name === undefined ? -1 : call.args.indexOf(name)
  // One word with blanks is a text for a shell.
  if (verb === 'exec' && name !== undefined && /\s/.test(name)) return runText(call, name, `${call.name} exec`)
  if ((verb === 'exec' || verb === 'x') && name !== undefined && at >= 0)
    return call.inner([bare(name), ...call.args.slice(at + 1)])
  return undefined
}

/** The program behind a package name: `typescript@5` is run as `typescript`. */
const bare = (name: string): string => name.replace(/(.)@[^/]*$/, '$1')

function npmVerbs(call: Call, verb: string, rest: readonly string[]): void {
  if (/^(publish|unpublish|deprecate|dist-tag|owner|access|team|org|hook|star|stage)$/.test(verb)) {
    if (!call.args.includes('--dry-run') && !/^(ls|list)$/.test(rest[0] ?? '')) call.say(PUBLISHES)
  } else if (/^(adduser|add-user|login|logout|token|profile)$/.test(verb)) call.say(ACCOUNT)
  else if (verb === 'config' || verb === 'c' || verb === 'set') {
    const writes = verb === 'set' || /^(set|delete|rm|edit|fix)$/.test(rest[0] ?? '')
    if (writes) call.say(HOOKS)
    if (rest[0] === 'get' && rest.some(key => /_auth|_password|token/i.test(key)))
      call.say(ask('secrets.token', 'It prints credentials or an access token.', 'secrets'))
  } else if (verb === 'setup') call.say(GLOBAL)
}

/** `npx NAME ARGS`: the tool is judged by its name; an address is code from the network. */
function runNpx(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, { values: names('p package c call w workspace'), exact: true, stops: true })
  const text = optionValue(parsed, 'c', 'call')
  if (text != null) return call.shell(text, `${call.name} -c`)
  const packages = parsed.options
    .filter(option => option.name === 'p' || option.name === 'package')
    .map(option => option.value ?? '')
  const [name, ...args] = parsed.operands
  if ([...packages, name ?? ''].some(isForeignPackage)) call.say(FOREIGN)
  if (name === undefined) return undefined
  if (!isLiteral(name)) return call.inner([name, ...args])
  return call.inner([bare(name.replace(/^@[^/]+\//, '')), ...args])
}

function runBun(call: Call): Stream | undefined {
  const [verb, ...rest] = call.args
  if (verb === 'x') return call.inner(['bunx', ...rest])
  const parsed = parseOptions(call.args, { values: names('cwd'), exact: true })
  if (/^(add|a|install|i|remove|rm|update|link)$/.test(parsed.operands[0] ?? ''))
    changesPackages(call, parsed.operands.slice(1), hasOption(parsed, 'g', 'global'))
  if (parsed.operands[0] === 'publish') call.say(PUBLISHES)
  if (parsed.operands[0] === 'upgrade') call.say(GLOBAL)
  return undefined
}

const PIP_VALUES = names(
  'r c e t d f i requirement constraint editable target prefix root index-url extra-index-url find-links python user-agent log proxy timeout src platform python-version abi cache-dir report config-settings',
)

/** `pip`: into the active environment is silent, system-wide or from an address is not. */
function runPip(call: Call, from = 0): undefined {
  const parsed = parseOptions(call.args.slice(from), { values: PIP_VALUES, exact: true })
  const [verb = '', ...packages] = parsed.operands
  if (hasOption(parsed, 'break-system-packages', 'user', 'root', 'system')) call.say(GLOBAL)
  const place = optionValue(parsed, 'target', 't', 'prefix')
  if (place != null && !isBelow(call.path(place), call.look.setting.workspace)) call.say(GLOBAL)
  if (
    (verb === 'install' || verb === 'download' || verb === 'wheel') &&
    [...packages, optionValue(parsed, 'e', 'editable') ?? ''].some(name =>
      /^(git|hg|svn|bzr)\+|^https?:|@\s*(git\+|https?:)/.test(name),
    )
  )
    call.say(FOREIGN)
  if (verb === 'config' && /^(set|edit|unset)$/.test(packages[0] ?? '')) call.say(HOOKS)
  const requirement = optionValue(parsed, 'r', 'requirement')
  if (requirement != null && /^https?:/.test(requirement)) call.say(FOREIGN)
}

function runUv(call: Call): Stream | undefined {
  const [verb, second] = call.args
  if (verb === 'pip') runPip(call, 1)
  else if (verb === 'tool') {
    if (second === 'run') return call.inner(['uvx', ...call.args.slice(2)])
    if (!/^(list|dir)$/.test(second ?? '')) call.say(GLOBAL)
  } else if (verb === 'publish') call.say(PUBLISHES)
  else if (verb === 'self') call.say(GLOBAL)
  else if (verb === 'python' && /^(install|uninstall|upgrade)$/.test(second ?? '')) call.say(GLOBAL)
  return undefined
}

function runUvx(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, { values: names('from with p python index-url'), exact: true, stops: true })
  const from = optionValue(parsed, 'from', 'with')
  if (from != null && /git\+|https?:/.test(from)) call.say(FOREIGN)
  call.say(ask('code.from-network', 'It downloads a package and runs it at once.', 'network', 'runs-code'))
  return parsed.operands.length > 0 ? call.inner(parsed.operands) : undefined
}

/** A manager whose `verb` acts on the whole machine. */
const globalVerbs =
  (verbs: string, publishes = ''): Rule =>
  call => {
    const verb = call.args.find(arg => !arg.startsWith('-')) ?? ''
    if (names(verbs).has(verb)) call.say(GLOBAL)
    if (publishes !== '' && names(publishes).has(verb) && !call.args.includes('--dry-run')) call.say(PUBLISHES)
  }

function runCargo(call: Call): Stream | undefined {
  const words = call.args[0]?.startsWith('+') ? call.args.slice(1) : call.args
  const parsed = parseOptions(words, {
    values: names(
      'config Z C manifest-path target-dir p package bin example features git path version root registry j x exec s shell w E delay',
    ),
    exact: true,
  })
  const [verb = ''] = parsed.operands
  if (hasOption(parsed, 'config'))
    call.say(ask('code.option', 'It changes which programs the build starts.', 'runs-code'))
  if (verb === 'install' && hasOption(parsed, 'list')) return undefined
  if (verb === 'install' || verb === 'uninstall' || verb === 'binstall') {
    const path = optionValue(parsed, 'path')
    if (path == null || verb === 'uninstall') call.say(GLOBAL)
    if (optionValue(parsed, 'git') != null) call.say(FOREIGN)
  }
  if (/^(publish|yank|owner)$/.test(verb) && !hasOption(parsed, 'dry-run')) call.say(PUBLISHES)
  if (/^(login|logout)$/.test(verb)) call.say(ACCOUNT)
  if (verb === 'watch') {
    for (const option of parsed.options)
      if ((option.name === 's' || option.name === 'shell') && option.value) call.shell(option.value, 'cargo watch -s')
    for (const option of parsed.options)
      if ((option.name === 'x' || option.name === 'exec') && option.value)
        call.shell(`cargo ${option.value}`, 'cargo watch -x')
  }
  return undefined
}

function runGo(call: Call): undefined {
  const [verb, ...rest] = call.args
  const flags = rest.filter(arg => arg.startsWith('-'))
  if (flags.some(flag => /^--?(exec|toolexec|vettool|overlay|modfile|pkgconfig)\b/.test(flag)))
    call.say(ask('code.option', 'It makes the build start another program.', 'runs-code'))
  const targets = rest.filter(arg => !arg.startsWith('-'))
  if (verb === 'install' && targets.some(target => target.includes('@'))) call.say(GLOBAL)
  if (verb === 'run' && targets[0]?.includes('@') && !targets[0].startsWith('.')) call.say(FOREIGN)
  if (verb === 'generate') return
  if (verb === 'env' && rest.some(arg => arg === '-w' || arg === '-u')) call.say(HOOKS)
}

function runComposer(call: Call): Stream | undefined {
  const words = call.args.filter(arg => !arg.startsWith('-'))
  if (words[0] === 'global' && !/^(show|info|outdated|config)$/.test(words[1] ?? '')) call.say(GLOBAL)
  if (words[0] === 'self-update') call.say(GLOBAL)
  if (words[0] === 'exec' && words[1] !== undefined) return call.inner(call.args.slice(call.args.indexOf(words[1])))
  return undefined
}

function runDotnet(call: Call): undefined {
  const [verb, second] = call.args
  if (
    verb === 'tool' &&
    /^(install|uninstall|update)$/.test(second ?? '') &&
    call.args.some(arg => arg === '-g' || arg === '--global')
  )
    call.say(GLOBAL)
  if (verb === 'workload' && /^(install|update|uninstall|repair)$/.test(second ?? '')) call.say(GLOBAL)
  if (verb === 'nuget' && second === 'push') call.say(PUBLISHES)
  if (verb === 'nuget' && second === 'delete') call.say(PUBLISHES)
}

function runDpkg(call: Call): undefined {
  if (
    call.args.some(arg =>
      /^(-i|-r|-P|--install|--remove|--purge|--configure|--unpack|--add-architecture|--remove-architecture|--set-selections|--clear-selections|--update-avail|--force|--triggers-only|--merge-avail|-A|-B|--record-avail|--pre-invoke|--post-invoke|--root|--admindir|--instdir)/.test(
        arg,
      ),
    )
  ) {
    call.say(ask('system.software', 'It installs, removes or updates software of the system.', 'persistence'))
  }
}

function runRpm(call: Call): undefined {
  if (
    call.args.some(arg =>
      /^(-[a-zA-Z]*[iUFe]|--install|--upgrade|--erase|--import|--rebuilddb|--initdb|--setperms|--setugids|--freshen|--reinstall|--pipe|--eval|-E|--define)/.test(
        arg,
      ),
    ) &&
    !call.args.some(arg => /^(-q|--query|-V|--verify|-K|--checksig)/.test(arg) && !call.args.includes('--pipe'))
  ) {
    call.say(ask('system.software', 'It installs, removes or updates software of the system.', 'persistence'))
  }
}

function runPacman(call: Call): undefined {
  const flags = call.args.filter(arg => arg.startsWith('-'))
  const looks =
    flags.some(
      flag => /^-(Q|F[^y]*$|T|Ss|Si|Sl|Sg|Sp|h|V)/.test(flag) || /^--(query|help|version|deptest)/.test(flag),
    ) && !flags.some(flag => /^-(S[yuc]|R|U|D|Fy)/.test(flag) && !/^-S[silgp]/.test(flag))
  if (!looks) call.say(ask('system.software', 'It installs, removes or updates software of the system.', 'persistence'))
}

function runCode(call: Call): undefined {
  if (call.args.some(arg => /^--(install|uninstall)-extension/.test(arg)))
    call.say(ask('code.extension', 'It installs code into an editor.', 'persistence', 'runs-code'))
  if (call.args[0] === 'tunnel') call.say(ask('network.opens-machine', 'It opens this machine to others.', 'network'))
}

function runNix(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, {
    values: names('c command run expr E p packages A I arg argstr option'),
    exact: true,
  })
  for (const option of parsed.options) {
    if (option.value && /^(run|command)$/.test(option.name) && call.name === 'nix-shell')
      call.shell(option.value, `${call.name} --${option.name}`)
  }
  const at = call.args.findIndex(arg => arg === '-c' || arg === '--command')
  if (call.name === 'nix' && at >= 0) return call.inner(call.args.slice(at + 1))
  if (
    call.name === 'nix' &&
    /^(profile|registry|store|upgrade-nix)$/.test(parsed.operands[0] ?? '') &&
    !/^(list|history|ls|info)$/.test(parsed.operands[1] ?? '')
  )
    call.say(GLOBAL)
  if (call.name === 'nix' && parsed.operands[0] === 'run') call.say(FOREIGN)
  return undefined
}

/** Rules of package managers and tools that fetch and run packages. */
export const PACKAGE_RULES: Readonly<Record<string, Rule>> = {
  npm: runNodePackages,
  pnpm: runNodePackages,
  yarn: runNodePackages,
  cnpm: runNodePackages,
  npx: runNpx,
  pnpx: runNpx,
  bunx: runNpx,
  bun: runBun,
  pip: call => runPip(call),
  pip2: call => runPip(call),
  pip3: call => runPip(call),
  uv: runUv,
  uvx: runUvx,
  pipx: call => {
    const verb = call.args.find(arg => !arg.startsWith('-')) ?? ''
    if (verb === 'run') {
      call.say(ask('code.from-network', 'It downloads a package and runs it at once.', 'network', 'runs-code'))
      return call.inner(call.args.slice(call.args.indexOf('run') + 1).filter(arg => !arg.startsWith('--')))
    }
    if (!/^(list|environment|completions|)$/.test(verb)) call.say(GLOBAL)
    return undefined
  },
  cargo: runCargo,
  go: runGo,
  gem: globalVerbs('install i uninstall update cleanup pristine', 'push yank owner'),
  composer: runComposer,
  dotnet: runDotnet,
  dpkg: runDpkg,
  rpm: runRpm,
  rpmquery: runRpm,
  rpmbuild: runRpm,
  rpmverify: runRpm,
  pacman: runPacman,
  yay: runPacman,
  paru: runPacman,
  pamac: globalVerbs('install remove upgrade update build reinstall clean'),
  luarocks: globalVerbs('install remove purge', 'upload'),
  opam: globalVerbs('install remove upgrade init reinstall'),
  cabal: globalVerbs('install', 'upload'),
  raco: globalVerbs('pkg'),
  twine: globalVerbs('', 'upload register'),
  poetry: globalVerbs('self', 'publish'),
  hatch: globalVerbs('', 'publish'),
  flit: globalVerbs('', 'publish'),
  vsce: globalVerbs('', 'publish unpublish'),
  ovsx: globalVerbs('', 'publish'),
  corepack: globalVerbs('enable disable install'),
  deno: call => {
    const [verb, ...rest] = call.args
    if (verb === 'install' && rest.some(arg => arg === '-g' || arg === '--global')) call.say(GLOBAL)
    if (verb === 'upgrade') call.say(GLOBAL)
    if ((verb === 'run' || verb === 'x') && rest.some(arg => /^(https?:|npm:|jsr:)/.test(arg))) call.say(FOREIGN)
    const stdin = verb === 'run' && rest.includes('-')
    if (stdin) call.say(ask('code.from-input', 'An interpreter runs whatever text it is given.', 'runs-code'))
    if (verb === 'publish') call.say(PUBLISHES)
  },
  code: runCode,
  codium: runCode,
  cursor: runCode,
  'code-insiders': runCode,
  nix: runNix,
  'nix-shell': runNix,
}
