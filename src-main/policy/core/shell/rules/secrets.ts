import type { Call, Rule } from '../call.ts'
import { ask } from '../inspector.ts'
import { hasOption, names } from '../options.ts'
import { writeFinding } from '../tables/files.ts'

/** A secret on the screen. */
export const PRINTS = ask('secrets.prints', 'It prints stored passwords, keys or tokens.', 'secrets')
const CHANGES = ask('secrets.store', 'It changes stored passwords or keys.', 'secrets')

/** How variables are called that hold a secret. */
export const SECRET_NAME =
  /(secret|token|passwo?r?d|passphrase|passwd|api_?key|access_?key|private_?key|credential|auth_?key|signing_?key|encryption_?key|_pat$|_pwd$)/i

/** What every such name holds: a line without it need not be taken apart. */
const SECRET_HINT = /secret|token|pass|key|credential|_p[aw]/i

/** A tool in which these words print or change secrets. */
const secretWords =
  (prints: string, changes = ''): Rule =>
  call => {
    const prints_ = names(prints)
    const changes_ = names(changes)
    if (call.args.some(arg => prints_.has(arg))) call.say(PRINTS)
    else if (call.args.some(arg => changes_.has(arg))) call.say(CHANGES)
  }

function runSecurity(call: Call): undefined {
  const [verb = ''] = call.args.filter(arg => !arg.startsWith('-'))
  if (/^(find-.*-password|dump-keychain|export|cms|find-key)$/.test(verb)) call.say(PRINTS)
  if (/^(delete|add|set|import|unlock|lock|create|authorizationdb|trust|remove)/.test(verb)) call.say(CHANGES)
}

function runGpg(call: Call): undefined {
  if (call.args.some(arg => /^--(export-secret|export-ssh-key|dump-session)/.test(arg))) call.say(PRINTS)
  if (
    call.args.some(arg =>
      /^--(delete|gen-key|full-gen|quick-gen|import|edit-key|passwd|quick-|recv|change|card-edit)/.test(arg),
    )
  )
    call.say(CHANGES)
  if (call.args.some(arg => /^--(photo-viewer|exec-path|agent-program|dirmngr-program|pinentry-program)/.test(arg)))
    call.say(ask('code.option', 'An option makes it start another program.', 'runs-code'))
}

const KEY_LOOKS = ['l', 'y', 'B', 'e', 'i', 'L', 'Q', 'F', 'Y', 'H', 'R']

function runSshKeygen(call: Call): undefined {
  const parsed = call.parse({ values: names('b C E f F I m N n O P R s t w Y D M r T V z Z a') })
  for (const { name, value } of parsed.options) {
    if (name === 'D' || name === 'w') call.say(ask('code.loads-library', 'It loads a library.', 'runs-code'))
    // Making a key or a new passphrase writes the file; the other verbs read it.
    if (name === 'f' && value !== null && !hasOption(parsed, ...KEY_LOOKS))
      call.say(writeFinding(call.path(value), call.look.setting))
  }
}

function runPrintenv(call: Call): undefined {
  if (call.args.some(arg => SECRET_NAME.test(arg))) call.say(PRINTS)
}

/** `echo $TOKEN` shows a secret in the log of the session. */
function runEcho(call: Call): undefined {
  const written = call.inv.written ?? ''
  if (!SECRET_HINT.test(written)) return
  // Into a file or a pipe it is handed on, on its own it is only shown.
  const variables = written.match(/\$\{?([A-Za-z_]\w*)/g) ?? []
  if (variables.some(name => SECRET_NAME.test(name)) && !/\$\{\w+:?[+]/.test(written) && !/\$\{#/.test(written)) {
    if (call.args.some(arg => /[\uFDD0\uFDD1]/.test(arg))) call.say(PRINTS)
  }
}

function runSshAdd(call: Call): undefined {
  if (call.args.some(arg => /^-[lLTh?]/.test(arg))) return
  call.say(ask('secrets.agent', 'It changes the keys that ssh uses.', 'secrets'))
}

/** Rules of password stores and programs that show secrets. */
export const SECRET_RULES: Readonly<Record<string, Rule>> = {
  security: runSecurity,
  gpg: runGpg,
  gpg2: runGpg,
  'ssh-keygen': runSshKeygen,
  'ssh-add': runSshAdd,
  'ssh-copy-id': call =>
    call.say(ask('persistence.remote-key', 'It puts a key on another machine.', 'persistence', 'network')) as undefined,
  printenv: runPrintenv,
  echo: runEcho,
  'secret-tool': secretWords('lookup search', 'store clear lock'),
  'kwallet-query': secretWords('-r --read-password -l', '-w --write-password'),
  keyring: secretWords('get', 'set del'),
  pass: call => {
    const [verb] = call.args
    if (verb === undefined || /^(ls|list|find|search|version|--version|help|git)$/.test(verb)) return
    call.say(/^(insert|add|generate|edit|rm|remove|delete|mv|cp|init|import)$/.test(verb) ? CHANGES : PRINTS)
  },
  gopass: secretWords('show cat otp', 'insert generate edit rm delete mv'),
  op: secretWords('read get inject', 'create edit delete'),
  bw: secretWords('get export list', 'create edit delete import restore'),
  rbw: secretWords('get code', 'add edit remove generate'),
  lpass: secretWords('show export', 'add edit rm mv generate'),
  'keepassxc-cli': secretWords('show export clip attachment-export', 'add edit rm mv import generate'),
  dashlane: secretWords('password note secret'),
  dcli: secretWords('password note secret read'),
  sops: secretWords('-d --decrypt decrypt exec-env exec-file'),
  age: secretWords('-d --decrypt'),
  'age-keygen': () => undefined,
  chamber: secretWords('read export env', 'write delete import'),
  doppler: call => {
    const line = call.args
      .filter(arg => !arg.startsWith('-'))
      .slice(0, 2)
      .join(' ')
    if (/^secrets( get| download)?$|^configs tokens/.test(line)) call.say(PRINTS)
    if (/^secrets (set|delete|upload)/.test(line)) call.say(CHANGES)
  },
  infisical: secretWords('secrets export', 'set delete'),
  'aws-vault': secretWords('export', 'add remove rotate clear'),
  chezmoi: call => {
    const verb = call.args.find(arg => !arg.startsWith('-')) ?? ''
    if (/^(apply|update|destroy|purge|init|import|edit-config)$/.test(verb))
      call.say(
        ask('persistence.startup-file', 'It changes files in your home that run by themselves later.', 'persistence'),
      )
    if (/^(secret|dump|decrypt|data)$/.test(verb)) call.say(PRINTS)
  },
  stow: call => call.say(ask('persistence.startup-file', 'It changes files in your home.', 'persistence')) as undefined,
  'git-credential-osxkeychain': call => call.say(PRINTS) as undefined,
  'git-credential-manager': call => call.say(PRINTS) as undefined,
  'git-credential-store': call => call.say(PRINTS) as undefined,
  'git-credential-libsecret': call => call.say(PRINTS) as undefined,
  'docker-credential-desktop': call => call.say(PRINTS) as undefined,
  'docker-credential-pass': call => call.say(PRINTS) as undefined,
  'docker-credential-secretservice': call => call.say(PRINTS) as undefined,
  'docker-credential-osxkeychain': call => call.say(PRINTS) as undefined,
  getent: secretWords('shadow gshadow'),
  unshadow: call => call.say(PRINTS) as undefined,
  openssl: call => {
    if (call.args.some(arg => /^-?(engine|provider|provider-path)$/.test(arg.replace(/^-/, ''))))
      call.say(ask('code.loads-library', 'It loads a library.', 'runs-code'))
    if (
      call.args[0] === 's_client' &&
      call.inv.input &&
      call.inv.input.file !== '/dev/null' &&
      (call.inv.input.text ?? '...').trim().length > 1
    )
      call.say(ask('network.sends', 'It sends data to another machine.', 'network'))
    if (call.args[0] === 's_server') call.say(ask('network.listens', 'It opens a port of this machine.', 'network'))
  },
}
