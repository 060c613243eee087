import type { SandboxConfig, SandboxExplanation } from '../../contract/model/sandbox.ts'
import type { Choice } from './choose-backend.ts'

/** Everything that was decided about an agent's sandbox, in words. */
export function explainSandbox(agent: string, config: SandboxConfig, choice: Choice): SandboxExplanation {
  return {
    agent,
    backend: choice.backend,
    why: choice.why,
    facts: choice.backend === 'host' ? hostFacts(config) : facts(config, choice),
  }
}

type Fact = SandboxExplanation['facts'][number]

function hostFacts(config: SandboxConfig): Fact[] {
  const as = config.hostUser === undefined ? 'you' : `the user ${config.hostUser}`
  return [{ label: 'Walls', value: `None. Commands run on this machine as ${as}.` }]
}

function facts(config: SandboxConfig, choice: Choice): Fact[] {
  const { memoryMb, cpus, processes, openFiles, tmpMb } = config.limits
  return [
    {
      label: 'Shared by',
      value: {
        session: 'nobody: every session has its own',
        agent: 'the sessions of this agent',
        shared: 'all agents',
      }[config.scope],
    },
    {
      label: 'Workspace',
      value: workspace(config, choice),
    },
    {
      label: 'Other folders',
      value: config.binds.map(bind => `${bind.from} as ${bind.to} (${bind.access})`).join(', ') || 'none',
    },
    { label: 'Network', value: network(config, choice) },
    {
      label: 'Memory',
      value: choice.backend === 'process' ? `${memoryMb} MB for each process` : `${memoryMb} MB, no swap`,
    },
    ...(choice.backend === 'process' ? [] : [{ label: 'Processor', value: cpus === 1 ? '1 core' : `${cpus} cores` }]),
    { label: 'Processes', value: `${processes} at most, ${openFiles} open files each` },
    { label: 'Temporary files', value: `${tmpMb} MB in memory` },
    {
      label: 'Rights',
      value: 'no root, no capabilities, no new privileges, system calls filtered, system files read only',
    },
    { label: 'Image', value: choice.backend === 'process' ? "this machine's own programs, read only" : config.image },
  ]
}

function workspace(config: SandboxConfig, choice: Choice): string {
  if (choice.backend === 'ssh') return 'a folder of that machine; file tools do not reach it, commands do'
  if (choice.backend === 'remote-docker')
    return 'an empty folder on that machine that is forgotten; file tools do not reach it, commands do'
  return { none: 'an empty folder that is forgotten', ro: 'read only', rw: 'read and write' }[config.workspace]
}

function network(config: SandboxConfig, choice: Choice): string {
  if (config.egress.length === 0) return 'none'
  if (choice.backend === 'remote-docker') return 'none: listed domains need an engine on this machine'
  return `only ${config.egress.join(', ')}, through a proxy that checks and records every request`
}
