import type { AuditTrail } from '../audit/node/trail.ts'
import type { OfferedGrant } from '../contract/model/verdict.ts'
import { shellReader } from '../policy/core/shell-reader.ts'
import { insideWorld } from './inside-world.ts'

/** How far back a preview looks, and how much of it is shown. */
const LOOK_BACK = 300
const SHOWN = 8

/** Earlier commands of the agent that an offered rule would have let through, newest first: what "always" really means. */
export async function wouldHaveMatched(
  trail: Pick<AuditTrail, 'search'>,
  home: string,
  offer: OfferedGrant | null,
): Promise<string[]> {
  if (offer?.kind !== 'allowlist') return []
  const records = await trail.search({ kind: 'decision', agent: offer.agent, limit: LOOK_BACK })
  const commands = records.flatMap(record =>
    record.kind === 'decision' && record.tool === 'exec' && record.subject !== undefined ? [record.subject] : [],
  )
  return [...new Set(commands)].filter(command => covers(command, home, offer.entries)).slice(0, SHOWN)
}

function covers(
  command: string,
  home: string,
  entries: Extract<OfferedGrant, { kind: 'allowlist' }>['entries'],
): boolean {
  const world = insideWorld(home)
  const { shell, user, workspace } = world
  const rules = { deny: [], danger: [] }
  const analysis = shellReader.analyse({
    command,
    shell,
    cwd: workspace,
    home: world.home,
    user,
    workspace,
    userRules: rules,
  })
  return shellReader.covers({ analysis, entries, cwd: workspace, world })
}
