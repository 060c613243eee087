import type { GrantView } from '../contract/model/grant.ts'
import { unlock } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** `gatehouse grants list`. */
export async function listGrants(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const grants = await keeper.call('grants.list', {})
  if (options.json) terminal.out(JSON.stringify(grants))
  else if (grants.length === 0)
    terminal.out('No lasting answers. They appear when you approve or deny something for good.')
  else for (const grant of grants) terminal.out(grantLine(grant))
  return ExitCode.ok
}

/** `gatehouse grants revoke ID`. Taking back a no loosens what holds, so it asks for the approver PIN. */
export async function revokeGrant(
  keeper: People,
  id: string,
  options: { pin: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const grant = (await keeper.call('grants.list', {})).find(known => known.id === id)
  if (grant?.effect === 'deny') {
    terminal.out(`This no ends: ${printable(grant.words)}`)
    if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  }
  const { status } = await keeper.call('grants.revoke', { id })
  if (status === 'revoked') terminal.out('Taken back. The next such call is judged anew.')
  if (status === 'gone') terminal.err('There is no such answer. See "gatehouse grants list".')
  if (status === 'changed-outside')
    terminal.err('The grants file was changed outside Gatehouse. Look at that change first: gatehouse config pending')
  return status === 'revoked' ? ExitCode.ok : ExitCode.failed
}

/** `gatehouse grants prune`. */
export async function pruneGrants(keeper: People, terminal: Terminal): Promise<ExitCode> {
  const { revoked } = await keeper.call('grants.prune', {})
  terminal.out(`Took back ${revoked.length} that ${revoked.length === 1 ? 'was' : 'were'} not needed for 90 days.`)
  return ExitCode.ok
}

function grantLine(grant: GrantView): string {
  const given =
    grant.givenAt === null ? '' : `given ${new Date(grant.givenAt).toLocaleDateString()} through ${grant.by}, `
  const used =
    grant.lastUsedAt === null
      ? 'never used'
      : `used ${grant.uses} times, last ${new Date(grant.lastUsedAt).toLocaleDateString()}`
  const end =
    grant.expiresAt === null
      ? ''
      : `, ${grant.expiresAt <= Date.now() ? 'ended' : 'until'} ${new Date(grant.expiresAt).toLocaleString()}`
  const mark = grant.effect === 'deny' ? paint('red', 'no ') : paint('green', 'yes')
  return `${mark} ${printable(grant.words)}\n    ${paint('dim', `${grant.id}  ${given}${used}${end}${grant.stale ? ', stale' : ''}`)}`
}
