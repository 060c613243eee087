import type { Call, Rule } from '../call.ts'
import { ask, type Stream } from '../inspector.ts'
import { names } from '../options.ts'
import { INTERPRETERS } from '../tables/interpreters.ts'
import { LISTED } from '../tables/listed-programs.ts'
import { WRAPPERS } from '../tables/wrappers.ts'
import { nativeFindings } from '../windows/native-programs.ts'
import { ARCHIVE_RULES } from './archives.ts'
import { CLOUD_RULES } from './cloud.ts'
import { CONTAINER_RULES } from './containers.ts'
import { DATABASE_RULES } from './databases.ts'
import { DELETE_RULES } from './delete.ts'
import { runAwk, runFind, runSed } from './find-sed-awk.ts'
import { FORGE_RULES } from './forges.ts'
import { GIT_RULES } from './git.ts'
import { runInterpreter, runShell } from './interpret.ts'
import { runFuser, runKill, runKillall, runKillall5, runKillsSome, runPkill, runSkill, runSlay } from './kill.ts'
import { listedFinding } from './listed.ts'
import { NETWORK_RULES } from './network.ts'
import { optionFindings } from './options-that-act.ts'
import { ownFolderFindings } from './own-folder.ts'
import { PACKAGE_RULES } from './packages.ts'
import { isTextProgram, pathFindings } from './path-arguments.ts'
import { REMOTE_RULES } from './remote.ts'
import { SECRET_RULES } from './secrets.ts'
import { selfFindings } from './self.ts'
import { SYSTEM_RULES } from './system.ts'
import { TERMINAL_RULES } from './terminals.ts'
import { TOOLCHAIN_RULES } from './toolchain.ts'
import { runEnv, runParallel, runWrapper, runXargs } from './wrap.ts'

const SHELLS: ReadonlySet<string> = new Set(
  'bash sh zsh dash ksh ksh93 mksh pdksh ash rbash yash posh fish csh tcsh nu elvish rc es ion oil osh ysh'.split(' '),
)

const RULES: ReadonlyMap<string, Rule> = tabled<Rule>({
  ...DELETE_RULES,
  ...SYSTEM_RULES,
  ...PACKAGE_RULES,
  ...GIT_RULES,
  ...FORGE_RULES,
  ...CONTAINER_RULES,
  ...CLOUD_RULES,
  ...ARCHIVE_RULES,
  ...NETWORK_RULES,
  ...REMOTE_RULES,
  ...DATABASE_RULES,
  ...SECRET_RULES,
  ...TERMINAL_RULES,
  ...TOOLCHAIN_RULES,
  kill: runKill,
  pkill: runPkill,
  killall: runKillall,
  killall5: runKillall5,
  skill: runSkill,
  xkill: runKillsSome,
  'kill-port': runKillsSome,
  fkill: runKillsSome,
  'fkill-cli': runKillsSome,
  snice: runSkill,
  slay: runSlay,
  fuser: runFuser,
  find: runFind,
  gfind: runFind,
  awk: runAwk,
  gawk: runAwk,
  mawk: runAwk,
  nawk: runAwk,
  original_awk: runAwk,
  sed: runSed,
  gsed: runSed,
  ssed: runSed,
  env: runEnv,
  genv: runEnv,
  xargs: runXargs,
  gxargs: runXargs,
  parallel: runParallel,
  pwsh: call => powershell(call),
  powershell: call => powershell(call),
  cmd: call => commandPrompt(call),
})
const WRAPPERS_BY_NAME = tabled(WRAPPERS)
const INTERPRETERS_BY_NAME = tabled(INTERPRETERS)
const LISTED_BY_NAME = tabled(LISTED)

/** Judges a program by everything that is known about it; a program nobody knows is judged by its paths. */
export function programRule(call: Call): Stream | undefined {
  const name = canonical(call.name)
  call.say(
    ...selfFindings(call),
    ...listedFinding(
      call,
      LISTED_BY_NAME.get(name) ?? (name.startsWith('mkfs.') ? LISTED_BY_NAME.get('mkfs') : undefined),
    ),
  )
  const rule = RULES.get(name)
  const wrapper = WRAPPERS_BY_NAME.get(name)
  const interpreter = INTERPRETERS_BY_NAME.get(name)
  let out: Stream | undefined
  if (SHELLS.has(name)) out = runShell(call)
  else {
    if (rule) out = rule(call) ?? out
    if (interpreter) out = runInterpreter(call, interpreter) ?? out
    if (wrapper) out = runWrapper(call, wrapper) ?? out
  }
  if (!rule && !interpreter && !wrapper && !SHELLS.has(name)) {
    windowsProgram(name, call)
    unfamiliarOptions(name, call)
  }
  call.say(...optionFindings(name, call))
  call.say(...pathFindings(name, call), ...ownFolderFindings(name, call))
  return out
}

/** Programs of Windows whose names mean nothing elsewhere. */
const OF_WINDOWS = names(
  'taskkill tskill sc reg schtasks wmic net net1 netsh bcdedit vssadmin wbadmin diskpart format icacls takeown cipher wevtutil fsutil certutil cmdkey robocopy',
)

/** Linux beside Windows, and the shells of Git, start programs of Windows too; there `//F` stands for `/F`. */
function windowsProgram(name: string, call: Call): void {
  const { setting } = call.look
  const onWindows = setting.shell === 'cmd' || setting.shell === 'powershell'
  if (!/\.(exe|com)$/i.test(call.inv.argv[0] ?? '') && !(onWindows && OF_WINDOWS.has(name))) return
  const args = call.args.map(arg => arg.replace(/^\/\/(?=\w)/, '/'))
  call.say(...(nativeFindings({ name, args, cwd: call.inv.scope.cwd, setting }) ?? []))
}

/** Options by which programs of many kinds are told what to run. */
const RUN_OPTION =
  /^(-c|-e|-x|--command|--exec|--execute|--eval|--run|--shell|--cmd|--post-hook|--hook|--preview|--on-\w+)(?:=(.*))?$/s

/** A program nobody knows, given a text behind such an option: if the text is a dangerous command, it may well be run. */
function unfamiliarOptions(name: string, call: Call): void {
  if (isTextProgram(name)) return
  for (const [i, arg] of call.args.entries()) {
    const given = RUN_OPTION.exec(arg)
    const text = given?.[2] ?? (given ? call.args[i + 1] : undefined)
    if (text === undefined || !/\s/.test(text) || text.length > 2000) continue
    const { verdict } = call.look.worstOf(text, call.inv.scope, [...call.inv.via, `${name} ${arg}`])
    if (verdict !== 'allow') call.say(ask('code.option', `${name} may run the text behind ${arg}.`, 'runs-code'))
  }
}

/** The tools of GNU as they are called beside others, on a Mac above all: `gdd`, `gsed`. */
const GNU = new Set(
  'rm mv cp ln dd shred chmod chown chgrp tee kill install truncate split csplit sort timeout nice nohup stdbuf env xargs find sed awk tar touch mkdir rmdir unlink mkfifo mknod date tr cat head tail base64 rev tac uniq shuf'
    .split(' ')
    .map(tool => `g${tool}`),
)

/** A table by name, without what every object inherits: `constructor` is no program. */
function tabled<T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(table))
}

/** `python3.12`, `gcc-13` and `ruby3.2` are what they are without the number; a loader is a wrapper. */
function canonical(name: string): string {
  if (GNU.has(name)) return name.slice(1)
  if (/^kafka-.*\.sh$/.test(name)) return name.slice(0, -3)
  if (!/\d|^ld/.test(name)) return name
  if (/^ld(-linux.*|-musl.*|64)?\.so(\.\d+)?$/.test(name)) return 'ld.so'
  const versioned =
    /^(python|pypy|perl|ruby|irb|lua|luajit|php|pip|node|tclsh|wish|guile|ksh|clang|gcc|g\+\+|java|erl|gem|emacs|vim|bash|zsh|r)[-.]?\d+(\.\d+)*[a-z]?$/.exec(
      name,
    )
  const base = versioned?.[1]
  if (base === undefined || /^(python[23]|pypy3|pip[23]|ksh93|perl[56])$/.test(name)) return name
  return base
}

/** PowerShell started from another shell: its text is read by its own grammar. */
function powershell(call: Call): undefined {
  call.look.foreign(
    'powershell',
    ['powershell', ...call.args.map(quoted)].join(' '),
    call.inv.scope.fork(),
    call.inv.via,
  )
}

function commandPrompt(call: Call): undefined {
  const at = call.args.findIndex(arg => /^[/-][ckr]$/i.test(arg) || /^\/\/[ck]$/i.test(arg))
  if (at < 0) return
  call.look.foreign('cmd', call.args.slice(at + 1).join(' '), call.inv.scope.fork(), [...call.inv.via, 'cmd /c'])
}

const quoted = (word: string): string => (/^[\w./\\:=,@%+~*$-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`)
