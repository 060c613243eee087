import type { ImportLine, Secret, SecretLease, VaultTrouble } from '../contract/model/secret.ts'
import type { PhraseCheck } from '../contract/routes/secrets.ts'
import { unlock } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** How a command that changes something was called. `pin` comes from standard input when asked so. */
export type SecretOptions = { readonly json: boolean; readonly pin: string | null }

/** `gatehouse secrets list`. */
export async function listSecrets(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const listed = await keeper.call('secrets.list', {})
  if (listed.status !== 'ok') return tellTrouble(listed, options.json, terminal)
  if (options.json) terminal.out(JSON.stringify(listed.secrets))
  else if (listed.secrets.length === 0)
    terminal.out('No secrets are stored. Store one with: gatehouse secrets put NAME')
  else for (const secret of listed.secrets) terminal.out(secretLines(secret).join('\n'))
  return ExitCode.ok
}

/** What a person may see of one secret. */
export function secretLines(secret: Secret): string[] {
  const { days, reminder } = secret.age
  const age = days === 0 ? 'stored today' : days === 1 ? 'one day old' : `${days} days old`
  const mark =
    reminder === 'fresh'
      ? ''
      : paint('yellow', reminder === 'due' ? ' · time to replace it' : ' · long due to be replaced')
  const provider = secret.provider ? [`  ${secret.provider.name}, revoke it at ${secret.provider.revokeUrl}`] : []
  return [`${paint('bold', secret.name)}  ${secret.purpose}, version ${secret.version}, ${age}${mark}`, ...provider]
}

/** `gatehouse secrets status`. */
export async function secretStatus(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const status = await keeper.call('secrets.status', {})
  if (status.status !== 'open') return tellTrouble(status, options.json, terminal)
  if (options.json) terminal.out(JSON.stringify(status))
  else
    terminal.out(
      `The vault is open. Its key is ${keptWords[status.kept]}. Secrets: ${status.secrets}, to be replaced: ${status.due}, rotations: ${status.rotations}.`,
    )
  return ExitCode.ok
}

/** `gatehouse secrets leases`: which running process may ask for which secret. */
export async function listLeases(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const leases = await keeper.call('secrets.leases', {})
  if (options.json) terminal.out(JSON.stringify(leases))
  else if (leases.length === 0) terminal.out('No process may ask for a secret right now.')
  else for (const lease of leases) terminal.out(leaseLine(lease))
  return ExitCode.ok
}

function leaseLine({ secret, holder, since, until, uses }: SecretLease): string {
  const asked = uses === 0 ? 'not asked for yet' : uses === 1 ? 'asked for once' : `asked for ${uses} times`
  return `${paint('bold', secret)}  lent to ${holder}, ${asked}, since ${since}, until ${until} or until that process ends`
}

const keptWords = {
  keychain: 'in the keychain of this computer',
  passphrase: 'under your passphrase',
  nowhere: 'in memory only and gone when Gatehouse stops',
} as const

/** `gatehouse secrets put NAME`. The value is typed unseen or comes on standard input: arguments are in every process list. */
export async function putSecret(
  keeper: People,
  name: string,
  options: SecretOptions & { value: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const value = options.value ?? (await terminal.secret(`Value of ${name}: `))
  if (value === null || value === '') {
    terminal.err('No value was given. Run this in a terminal, or use --stdin.')
    return ExitCode.usage
  }
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const put = await keeper.call('secrets.put', { name, value })
  if (put.status === 'ok')
    return tell(
      terminal,
      options,
      put,
      `${name} is stored (version ${put.version}). Use it in the config as secret:${name}.`,
    )
  return put.status === 'unknown' ? notThere(name, terminal) : tellTrouble(put, options.json, terminal)
}

/** `gatehouse secrets remove NAME`. */
export async function removeSecret(
  keeper: People,
  name: string,
  options: SecretOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const removed = await keeper.call('secrets.remove', { name })
  if (removed.status === 'ok')
    return tell(terminal, options, removed, `${name} is removed. If it may be known to others, revoke it too.`)
  return removed.status === 'unknown' ? notThere(name, terminal) : tellTrouble(removed, options.json, terminal)
}

/** `gatehouse secrets import FILE`. Shows what would happen; stores only with `apply`. */
export async function importSecrets(
  keeper: People,
  text: string,
  options: SecretOptions & { apply: boolean; only: readonly string[] },
  terminal: Terminal,
): Promise<ExitCode> {
  const preview = await keeper.call('secrets.importPreview', { text })
  if (preview.status !== 'ok') return tellTrouble(preview, options.json, terminal)
  const names = preview.lines
    .filter(
      ({ action, name }) =>
        (action === 'add' || action === 'replace') && (options.only.length === 0 || options.only.includes(name)),
    )
    .map(line => line.name)
  if (!options.apply) {
    if (options.json) terminal.out(JSON.stringify(preview.lines))
    else for (const line of preview.lines) terminal.out(importWords(line))
    if (!options.json)
      terminal.out(
        names.length === 0
          ? 'There is nothing to store.'
          : 'Nothing is stored yet. Store them with the same command and --apply.',
      )
    return ExitCode.ok
  }
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const applied = await keeper.call('secrets.importApply', { text, names })
  if (applied.status !== 'ok') return tellTrouble(applied, options.json, terminal)
  const words = `Stored: ${applied.stored.join(', ') || 'nothing'}. Now delete the file: its values are readable by every program you run.`
  return tell(terminal, options, applied, words)
}

function importWords(line: ImportLine): string {
  const what = { add: 'new', replace: 'replaces the stored one', same: 'already stored', skip: 'skipped' }[line.action]
  const provider = line.provider ? `, ${line.provider.name}` : ''
  const length = line.action === 'skip' ? '' : `, ${line.length} characters`
  return `line ${line.line}  ${printable(line.name)}  ${what}${length}${provider}${line.reason ? `: ${line.reason}` : ''}`
}

/** `gatehouse secrets rotate-master-key`. */
export async function rotateMasterKey(keeper: People, options: SecretOptions, terminal: Terminal): Promise<ExitCode> {
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const rotated = await keeper.call('secrets.rotate', {})
  if (rotated.status !== 'rotated') return tellTrouble(rotated, options.json, terminal)
  const words = `Every secret is under a new master key now (rotation ${rotated.generation}). Your recovery phrase stays the same.`
  return tell(terminal, options, rotated, words)
}

/** `gatehouse secrets recovery check`. */
export async function checkRecovery(
  keeper: People,
  options: { json: boolean; phrase: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const phrase = options.phrase ?? (await terminal.secret('Recovery phrase: '))
  if (phrase === null) {
    terminal.err('No phrase was given. Run this in a terminal, or use --stdin.')
    return ExitCode.usage
  }
  const check = await keeper.call('secrets.recoveryCheck', { phrase })
  if (options.json) terminal.out(JSON.stringify(check))
  else if (check.status === 'ok') terminal.out(phraseWords(check))
  else terminal.err(phraseWords(check))
  return check.status === 'ok' ? ExitCode.ok : ExitCode.failed
}

/** What became of a phrase, in words. */
export function phraseWords(check: PhraseCheck): string {
  switch (check.status) {
    case 'ok':
      return 'This phrase opens your secrets. Keep it where it is.'
    case 'wrong-length':
      return `A phrase has 30 characters in six groups of five; this has ${check.characters}.`
    case 'wrong-character':
      return `Group ${check.group} holds a character that no phrase has. Look at it again.`
    case 'typing-error':
      return check.group === null
        ? 'More than one character is wrong. Compare each group with your paper.'
        : `One character is wrong, in group ${check.group}. Look at it again.`
    case 'other-vault':
      return 'This is a recovery phrase, but not of this vault.'
    default:
      return check.advice
  }
}

/** `gatehouse secrets recovery renew`. */
export async function renewRecovery(keeper: People, options: SecretOptions, terminal: Terminal): Promise<ExitCode> {
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const renewed = await keeper.call('secrets.recoveryRenew', {})
  if (renewed.status !== 'ok') return tellTrouble(renewed, options.json, terminal)
  const words = `This is your new recovery phrase; the old one no longer works. It is shown once. Write it down on paper:\n  ${renewed.phrase}`
  return tell(terminal, options, renewed, words)
}

function tell(terminal: Terminal, options: { json: boolean }, answer: object, words: string): ExitCode {
  terminal.out(options.json ? JSON.stringify(answer) : words)
  return ExitCode.ok
}

function tellTrouble(trouble: VaultTrouble, json: boolean, terminal: Terminal): ExitCode {
  if (json) terminal.out(JSON.stringify(trouble))
  else terminal.err(trouble.advice)
  return ExitCode.noKey
}

function notThere(name: string, terminal: Terminal): ExitCode {
  terminal.err(`There is no secret "${name}". See: gatehouse secrets list`)
  return ExitCode.failed
}
