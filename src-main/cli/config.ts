import type { ConfigChange, ConfigProblem, PendingChange, SealedFile } from '../contract/model/config.ts'
import type { ConfigOutcome, ConfigView } from '../contract/routes/config.ts'
import { unlock } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

type Options = { readonly json: boolean; readonly pin: string | null }

/** The config that holds now, and the change that waits. */
async function viewNow(keeper: People): Promise<ConfigView> {
  const feed = keeper.open('config.watch', {})
  try {
    for await (const item of feed) return 'snapshot' in item ? item.snapshot : item.change
  } finally {
    await feed.return?.()
  }
  throw new Error('no config')
}

/** `gatehouse config show [PATH]`: what holds, defaults included. */
export async function showConfig(
  keeper: People,
  path: string | null,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { config } = await viewNow(keeper)
  const { layer, valueAt } = await import('../config/core/layers.ts')
  const plain = layer({}, JSON.parse(JSON.stringify(config)))
  const found = path === null ? plain : valueAt(plain, path.split('.'))
  if (found === undefined) {
    terminal.err(`There is no "${path}" in the config. See: gatehouse config docs`)
    return ExitCode.failed
  }
  if (options.json) terminal.out(JSON.stringify(found))
  else terminal.out((await import('yaml')).stringify(found).trimEnd())
  return ExitCode.ok
}

/** `gatehouse config set PATH VALUE` and `unset PATH`. Shows what it changes, asks where it loosens. */
export async function setConfig(
  keeper: People,
  path: string,
  value: string | undefined,
  options: Options & { yes: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { parse } = await import('yaml')
  const edit = { path: path.split('.'), ...(value === undefined ? {} : { value: parse(value) }) }
  const preview = await keeper.call('config.preview', edit)
  if (preview.status === 'invalid' && !options.json) return tellMisfits(preview.problems, terminal)
  if (preview.status !== 'saved') return tellOutcome(preview, options, terminal)
  if (preview.changes.some(change => change.direction === 'loosens') && !options.yes) {
    terminal.out(changeLines(preview.changes).join('\n'))
    const answer = await terminal.ask('This loosens a wall. Go on? [y/N] ')
    if (answer?.trim().toLowerCase() !== 'y') {
      terminal.err('Nothing was changed. Say yes, or use --yes.')
      return ExitCode.refused
    }
  }
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  return tellOutcome(await keeper.call('config.set', edit), options, terminal)
}

/** `gatehouse config pending`: what waits in any of the sealed files. */
export async function showPending(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { pending, pendingGrants } = await viewNow(keeper)
  const waiting = [pending, pendingGrants].filter(one => one !== null)
  if (options.json) terminal.out(JSON.stringify(waiting))
  else if (waiting.length === 0) terminal.out('The settings and the lasting answers are as you accepted them.')
  else for (const one of waiting) terminal.out(pendingLines(one).join('\n'))
  return waiting.length === 0 ? ExitCode.ok : ExitCode.failed
}

function pendingLines(pending: PendingChange): string[] {
  return [pending.advice, ...changeLines(pending.changes), ...pending.problems.map(problemLine)]
}

/** `gatehouse config accept [FILE]`: shows the change that counts from then on, and binds to exactly it. */
export async function acceptConfig(
  keeper: People,
  of: SealedFile,
  options: Options,
  terminal: Terminal,
): Promise<ExitCode> {
  const view = await viewNow(keeper)
  const pending = of === 'grants' ? view.pendingGrants : view.pending
  if (pending === null) {
    terminal.out(options.json ? 'null' : `Nothing waits: ${fileWords[of]} as you accepted it.`)
    return ExitCode.ok
  }
  if (!options.json) terminal.out(pendingLines(pending).join('\n'))
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  return tellOutcome(await keeper.call('config.accept', { of, digest: pending.digest }), { ...options, of }, terminal)
}

const fileWords: Readonly<Record<SealedFile, string>> = {
  config: 'the config is',
  grants: 'the file of lasting answers is',
}

/** `gatehouse config revert [FILE]`. */
export async function revertConfig(
  keeper: People,
  of: SealedFile,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const outcome = await keeper.call('config.revert', { of })
  if (outcome.status !== 'saved' || options.json) return tellOutcome(outcome, { ...options, of }, terminal)
  terminal.out(`The change from outside is gone: ${fileWords[of]} as you accepted it.`)
  return ExitCode.ok
}

/** `gatehouse config history [FILE]`. */
export async function showHistory(
  keeper: People,
  of: SealedFile,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const history = await keeper.call('config.history', { of })
  if (options.json) terminal.out(JSON.stringify(history))
  else for (const { id, at, by, why } of history) terminal.out(`${id}  ${at}  ${printable(by)}  ${printable(why)}`)
  return ExitCode.ok
}

/** `gatehouse config restore ID [FILE]`. */
export async function restoreConfig(
  keeper: People,
  of: SealedFile,
  id: number,
  options: Options,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  return tellOutcome(await keeper.call('config.restore', { of, id }), { ...options, of }, terminal)
}

/** `gatehouse config docs` and `config schema`: every key, from the one schema that also checks the file. */
export async function printDocs(what: 'docs' | 'schema', terminal: Terminal): Promise<ExitCode> {
  if (what === 'schema') {
    const { configSchema } = await import('../config/core/schema-tree.ts')
    terminal.out(JSON.stringify(configSchema(), null, 2))
  } else {
    const { configDocs } = await import('../config/core/config-docs.ts')
    terminal.out(configDocs())
  }
  return ExitCode.ok
}

/** `gatehouse config check FILE`: works without a running Keeper. */
export async function checkConfig(text: string, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { readConfig } = await import('../config/node/read-config.ts')
  const reading = readConfig(text)
  if (reading.status === 'valid') {
    terminal.out(options.json ? '{"status":"valid"}' : 'The config is valid.')
    return ExitCode.ok
  }
  if (options.json) terminal.out(JSON.stringify(reading))
  else for (const problem of reading.problems) terminal.err(problemLine(problem))
  return ExitCode.failed
}

function tellOutcome(
  outcome: ConfigOutcome,
  options: { json: boolean; of?: SealedFile },
  terminal: Terminal,
): ExitCode {
  if (options.json) terminal.out(JSON.stringify(outcome))
  else if (outcome.status === 'saved') terminal.out(savedLines(outcome, options.of ?? 'config').join('\n'))
  else if (outcome.status === 'invalid') for (const problem of outcome.problems) terminal.err(problemLine(problem))
  else if (outcome.status === 'pending') terminal.err(outcome.advice)
  else if (outcome.status === 'not-as-shown')
    terminal.err('The file changed since it was shown. Look again: gatehouse config pending')
  else terminal.err('There is no such version. See: gatehouse config history')
  return outcome.status === 'saved' ? ExitCode.ok : ExitCode.failed
}

function savedLines(outcome: Extract<ConfigOutcome, { status: 'saved' }>, of: SealedFile): string[] {
  const restart =
    outcome.needsRestart.length > 0
      ? [`Takes effect when Gatehouse is started again: ${outcome.needsRestart.join(', ')}`]
      : []
  return [
    of === 'config' ? 'The config is saved.' : 'The lasting answers are saved.',
    ...changeLines(outcome.changes),
    ...restart,
  ]
}

/** A diff for people: one line a change, the loosening ones first and marked. */
export function changeLines(changes: readonly ConfigChange[]): string[] {
  const marks = { loosens: paint('red', 'loosens '), tightens: paint('green', 'tightens'), neutral: 'neutral ' }
  return changes.map(({ path, before, after, direction }) => {
    const [from, to] = [before, after].map(value => (value === null ? 'not set' : printable(value)))
    return `  ${marks[direction]}  ${printable(path)}: ${from} → ${to}`
  })
}

/** Without lines and columns: what does not fit was never in the file. */
function tellMisfits(problems: readonly ConfigProblem[], terminal: Terminal): ExitCode {
  for (const { path, message } of problems) terminal.err(`${printable(path)}: ${printable(message)}`)
  terminal.err('Nothing was changed. Every key is explained by: gatehouse config docs')
  return ExitCode.failed
}

function problemLine({ line, column, path, message }: ConfigProblem): string {
  return `line ${line}, column ${column}${path ? ` (${printable(path)})` : ''}: ${printable(message)}`
}
