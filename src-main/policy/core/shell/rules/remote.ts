import type { Call, Rule } from '../call.ts'
import { guess } from '../code/vim-commands.ts'
import { ask } from '../inspector.ts'
import { hasOption, names, type ParsedOptions, parseOptions } from '../options.ts'
import { ownPath, secretFile, writeFinding } from '../tables/files.ts'
import { removes } from './delete.ts'

const SECRET_OUT = ask('secrets.leaves', 'It sends credentials to another machine.', 'secrets', 'network')
const SSH_OPTION =
  /^(proxycommand|localcommand|permitlocalcommand|knownhostscommand|proxyusefdpass|pkcs11provider|securitykeyprovider|xauthlocation|include|match|remotecommand|identityagent)\s*[= ]/i
const STARTS = ask('code.option', 'An option makes it start another program.', 'runs-code')

const SSH_VALUES = names('B b c D E e F I i J L l m O o P p Q R S W w X')

/** Options of the ssh family; the remote command is the wrapper table's part. */
function sshOptions(call: Call): ParsedOptions {
  const parsed = call.parse({
    values: SSH_VALUES,
    stops: call.name === 'ssh',
  })
  // Options count behind the host, too.
  const [, behind = ''] = parsed.operands
  const more =
    call.name === 'ssh' && behind.startsWith('-')
      ? parseOptions(parsed.operands.slice(1), { values: SSH_VALUES, stops: true }).options
      : []
  for (const { name, value } of [...parsed.options, ...more]) {
    if (value === null) continue
    if (name === 'o') {
      const option = value.trim()
      if (SSH_OPTION.test(option) && !/[= ]\s*(none|no|false)$/i.test(option)) {
        call.say(STARTS)
        const command = /^(?:proxycommand|localcommand|knownhostscommand|remotecommand)\s*[= ]\s*(.+)$/i.exec(
          option,
        )?.[1]
        if (command !== undefined) call.shell(command, `${call.name} -o`)
      }
    }
    if (name === 'S' && call.name !== 'ssh') call.say(STARTS)
    if (name === 'I' || (name === 'D' && call.name === 'sftp')) call.say(STARTS)
    // A file of options can start programs; those that a person keeps lie where ssh looks by itself.
    if (name === 'F' && !/^(none|\/dev\/null)$/.test(value) && !/\/\.ssh\/|^\/etc\/ssh\//.test(call.path(value)))
      call.say(STARTS)
    if (call.name === 'ssh' && name === 'R')
      call.say(ask('network.opens-machine', 'It lets another machine reach this one.', 'network'))
    if (name === 'E') call.say(writeFinding(call.path(value), call.look.setting))
  }
  return parsed
}

/** Whether an operand names another machine. */
const isRemote = (text: string): boolean =>
  /^([\w.-]+@)?[\w.-]+::?[^/]?.*$/.test(text) && /^[^/]*:/.test(text) && !/^[a-zA-Z]:[\\/]/.test(text)

function runScp(call: Call): undefined {
  const parsed = sshOptions(call)
  copiesAcross(call, parsed.operands)
}

/** Files that work with the code but leave the machine only with the consent of a person. */
const KEPT_BACK = /(^|\/)(\.env(\.(?!(example|sample|template|dist|test)$)\w+)?|[^/]+\.(pem|key|p12|pfx|kdbx|jks))$/

function copiesAcross(call: Call, operands: readonly string[]): void {
  const target = operands.at(-1)
  const sources = operands.slice(0, -1)
  if (target === undefined || sources.length === 0) return
  if (isRemote(target)) {
    for (const source of sources)
      if (!isRemote(source) && (secretFile(call.path(source), call.look.setting) || KEPT_BACK.test(source)))
        call.say(SECRET_OUT)
    if (call.args.some(arg => ownPath(call.path(arg), call.look.setting))) call.say(SECRET_OUT)
  } else {
    call.say(writeFinding(call.path(target), call.look.setting))
    // What came from elsewhere is looked at twice when it is run.
    for (const source of sources)
      if (isRemote(source)) {
        const name = source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf(':')) + 1)
        const folder = target === '.' || target.endsWith('/')
        call.look.wrote(call.path(folder ? `${target}/${name}` : target), null, true)
      }
  }
}

const RSYNC = names(
  'e rsh rsync-path f filter exclude exclude-from include include-from files-from T temp-dir B block-size M remote-option partial-dir backup-dir b_ suffix log-file password-file port bwlimit timeout contimeout compare-dest copy-dest link-dest chmod chown usermap groupmap out-format max-size min-size info debug modify-window iconv write-batch read-batch only-write-batch daemon-config sockopts outbuf early-input',
)

function runRsync(call: Call): undefined {
  const parsed = call.parse({ values: RSYNC })
  for (const { name, value } of parsed.options) {
    if ((name === 'e' || name === 'rsh') && value !== null) remoteShell(call, value)
    if (name === 'rsync-path' && value !== null && !/^(\/usr(\/local)?\/bin\/)?rsync$/.test(value)) {
      call.say(STARTS)
      call.shell(value, 'rsync --rsync-path')
    }
    if (/^(M|remote-option|early-input)$/.test(name)) call.say(STARTS)
    if (name === 'log-file' && value !== null) call.say(writeFinding(call.path(value), call.look.setting))
  }
  if (hasOption(parsed, 'n', 'dry-run')) return
  if (parsed.options.some(option => /^(del|delete(-.*)?|remove-source-files|force)$/.test(option.name))) {
    call.say(ask('destroys.files', 'It deletes files that are missing on the other side.', 'destroys'))
    const target = parsed.operands.at(-1)
    const deletes = parsed.options.some(({ name }) => /^del(ete(-.*)?)?$/.test(name))
    if (deletes && target !== undefined && parsed.operands.length > 1 && !isRemote(target)) removes(call, target, true)
  }
  copiesAcross(call, parsed.operands)
}

function remoteShell(call: Call, text: string): void {
  const { verdict, programs } = call.look.worstOf(`${text} host`, call.inv.scope, [...call.inv.via, 'rsync -e'])
  if (verdict !== 'allow' || !programs.every(program => program === 'ssh' || program === 'uptime')) call.say(STARTS)
}

function runSftp(call: Call): undefined {
  const parsed = sshOptions(call)
  const lines = [...(call.inv.input?.text ?? '').matchAll(/^\s*!\s*(.+)$/gm)]
  if (lines.length > 0) call.say(STARTS)
  for (const [, line = ''] of lines) guess(line, call)
  if (parsed.options.some(option => option.name === 'b'))
    call.say(ask('network.batch', 'It runs transfer commands from a file.', 'network'))
}

const runSsh: Rule = call => {
  sshOptions(call)
}

/** Rules of what works on other machines over ssh, and carries files there and back. */
export const REMOTE_RULES: Readonly<Record<string, Rule>> = {
  ssh: runSsh,
  autossh: runSsh,
  slogin: runSsh,
  scp: runScp,
  sftp: runSftp,
  rsync: runRsync,
}
