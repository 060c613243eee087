import { describe, expect, it } from 'vitest'
import type { ShellMode } from '../../../src-main/contract/model/policy.ts'
import { type BackendName, type BackendReport, SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { chooseBackend } from '../../../src-main/sandbox/core/choose-backend.ts'

const report = (backend: BackendName, usable: boolean): BackendReport => ({
  backend,
  usable,
  why: `${backend} ${usable ? 'works' : 'is off'}.`,
})
const reports = (...usable: BackendName[]) =>
  (['docker', 'remote-docker', 'process', 'ssh', 'host'] as const).map(name => report(name, usable.includes(name)))
const ssh = { host: 'h', user: 'u', hostKey: `SHA256:${'a'.repeat(43)}` }

type Row = [
  name: string,
  settings: object,
  shell: ShellMode,
  main: boolean,
  usable: BackendName[],
  backend: BackendName | null,
  why: string,
]

const rows: Row[] = [
  [
    'docker when it works',
    {},
    'sandbox',
    false,
    ['docker', 'process', 'host'],
    'docker',
    'Chosen as the strongest one: docker works.',
  ],
  [
    'the process sandbox without docker',
    {},
    'sandbox',
    false,
    ['process', 'host'],
    'process',
    'Chosen as the strongest one that works. docker is off. process works.',
  ],
  [
    'nothing when there is no wall, not the host',
    {},
    'sandbox',
    false,
    ['host'],
    null,
    'No sandbox can be used here. docker is off. process is off.',
  ],
  [
    'nothing when there is no wall, also in shell mode host',
    {},
    'host',
    false,
    ['host'],
    null,
    'No sandbox can be used here. docker is off. process is off.',
  ],
  [
    'ssh only when it was set up',
    { ssh },
    'sandbox',
    false,
    ['ssh'],
    'ssh',
    'Chosen as the strongest one that works. docker is off. process is off. ssh works.',
  ],
  [
    'never ssh that was not set up',
    {},
    'sandbox',
    false,
    ['ssh'],
    null,
    'No sandbox can be used here. docker is off. process is off.',
  ],
  [
    'the one that is named',
    { backend: 'process' },
    'sandbox',
    false,
    ['docker', 'process'],
    'process',
    'The settings name it. process works.',
  ],
  ['no weaker one than is named', { backend: 'docker' }, 'sandbox', false, ['process', 'host'], null, 'docker is off.'],
  [
    'no host in shell mode sandbox',
    { backend: 'host' },
    'sandbox',
    true,
    ['host'],
    null,
    'The settings name the host, but the shell mode does not allow it. Set it to "host", or choose a sandbox.',
  ],
  [
    'the host when both say so',
    { backend: 'host' },
    'host',
    false,
    ['host'],
    'host',
    'The settings name this machine itself.',
  ],
  [
    'the host for the main session that is left out',
    { when: 'non-main' },
    'host',
    true,
    ['docker'],
    'host',
    'This session is not sandboxed (when: non-main).',
  ],
  [
    'a sandbox for every other session',
    { when: 'non-main' },
    'host',
    false,
    ['docker'],
    'docker',
    'Chosen as the strongest one: docker works.',
  ],
  [
    'a sandbox for all in shell mode sandbox, whatever is left out',
    { when: 'off' },
    'sandbox',
    true,
    ['docker'],
    'docker',
    'Chosen as the strongest one: docker works.',
  ],
  [
    'nothing when the shell is off',
    { backend: 'host' },
    'off',
    true,
    ['docker', 'host'],
    null,
    'Commands are switched off (shell mode off).',
  ],
]

describe('the place where commands run', () => {
  it.each(rows)('is %s', (_name, settings, shell, main, usable, backend, why) => {
    expect(chooseBackend(SandboxConfig.parse(settings), { shell, main, reports: reports(...usable) })).toEqual({
      backend,
      why,
    })
  })

  it('is nowhere when nothing is known about the backends', () => {
    expect(
      chooseBackend(SandboxConfig.parse({ backend: 'docker' }), { shell: 'sandbox', main: true, reports: [] }).backend,
    ).toBeNull()
  })

  it.each<[ShellMode, BackendName | null]>([
    ['sandbox', 'host'],
    ['host', 'host'],
    ['off', null],
  ])('an elevated session leaves the sandbox in shell mode %s: %s', (shell, backend) => {
    const config = SandboxConfig.parse({})
    const at = { shell, main: true, elevated: true, reports: reports('docker', 'host') }
    expect(chooseBackend(config, at).backend).toBe(backend)
  })
})
