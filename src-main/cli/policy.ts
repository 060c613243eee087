import { readFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config/node/read-config.ts'
import type { Audience } from '../contract/model/audience.ts'
import { defaultPolicy, type PolicySettings } from '../contract/model/policy.ts'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { policySettings } from '../keeper/policy-settings.ts'
import { decide } from '../policy/core/decide.ts'
import { explain } from '../policy/core/explain.ts'
import type { PolicyFacts } from '../policy/core/facts.ts'
import type { Write } from './batch.ts'
import { ExitCode } from './exit-codes.ts'

/** What a person can say about the call that is explained. */
export interface ExplainOptions {
  agent?: string | undefined
  audience?: string | undefined
  json?: boolean | undefined
}

/** Explains what would happen with one command. Needs no running Keeper and no data folder. */
export function explainCommand(command: string, options: ExplainOptions, write: Write): number {
  const agent = options.agent ?? 'main'
  const { settings, from } = settingsOf(agent)
  const decision = decide(factsFor(settings, agent), {
    id: 'explain',
    sessionId: 'explain',
    agent,
    // An unknown audience is handed on as it is: the policy refuses it and says so.
    audience: (options.audience ?? 'owner') as Audience,
    origin: { door: 'cli', direct: true },
    headless: false,
    tainted: false,
    tool: 'exec',
    arguments: { command },
  })
  if (options.json) write(JSON.stringify({ ...decision, settings: from }))
  else for (const line of [...explain(decision), `Settings: ${from}.`]) write(line)
  return ExitCode.ok
}

/** The settings of this installation where there are any; standing grants are sealed and belong to the Keeper. */
function settingsOf(agent: string): { settings: PolicySettings; from: string } {
  const file = join(homeFromEnvironment(process.env), 'config.yaml')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // No installation yet: the settings of a new one are the honest answer.
    return { settings: defaultPolicy(), from: 'those of a new installation' }
  }
  const reading = readConfig(text)
  if (reading.status === 'invalid')
    return { settings: defaultPolicy(), from: `those of a new installation, because ${file} has mistakes` }
  const noGrants = { allowlist: {}, grants: [], mcp: {}, knownRecipients: [] }
  return { settings: policySettings(reading.config, agent, noGrants), from: `${file}, without standing grants` }
}

function factsFor(settings: PolicySettings, agent: string): PolicyFacts {
  const home = homedir()
  const dataFolder = homeFromEnvironment(process.env)
  return {
    settings,
    policyVersion: 'explain',
    now: Date.now(),
    lockdown: false,
    world: {
      os: process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux',
      home,
      user: userInfo().username,
      workspace: join(dataFolder, 'workspaces', agent),
      dataFolder,
      links: {},
      hardlinks: {},
      shell: process.platform === 'win32' ? 'powershell' : 'bash',
      programs: {},
    },
    sandbox: null,
    dns: null,
    calls: { minute: 0, hour: 0, day: 0 },
    elevations: [],
    privateInReach: true,
  }
}
