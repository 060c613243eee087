import { describe, expect, it } from 'vitest'
import { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { type ContainerWorld, planContainer } from '../../../src-main/sandbox/core/plan-container.ts'

const world: ContainerWorld = {
  owner: { agent: 'main', session: null },
  name: 'gatehouse-main-1',
  home: 'abc',
  imageId: 'sha256:1',
  agent: true,
  workspaceFolder: '/data/workspaces/main',
  egressFolder: null,
  wireFolder: null,
  user: { uid: 1000, gid: 1000 },
  heartbeatSeconds: 10,
}
const plan = (settings: Partial<SandboxConfig> = {}, more: Partial<ContainerWorld> = {}) =>
  planContainer(SandboxConfig.parse(settings), { ...world, ...more })

describe('a planned container', () => {
  it('is hardened in every field by default', () => {
    const workspace = {
      Type: 'bind',
      Source: '/data/workspaces/main',
      Target: '/workspace',
      ReadOnly: false,
      BindOptions: { Propagation: 'rprivate' },
    }
    expect(plan()).toEqual({
      name: 'gatehouse-main-1',
      Image: 'sha256:1',
      User: '1000:1000',
      WorkingDir: '/workspace',
      Hostname: 'sandbox',
      Env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'HOME=/home/agent',
        'LANG=C.UTF-8',
        'USER=agent',
      ],
      Entrypoint: ['/usr/local/bin/gatehouse-agent'],
      Cmd: ['--beat', '10'],
      Labels: {
        'gatehouse.home': 'abc',
        'gatehouse.agent': 'main',
        'gatehouse.session': '',
        'gatehouse.scope': 'agent',
        'gatehouse.workspace': 'rw',
      },
      Tty: false,
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        AutoRemove: true,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges:true'],
        Privileged: false,
        NetworkMode: 'none',
        IpcMode: 'private',
        PidsLimit: 256,
        Memory: 536_870_912,
        MemorySwap: 536_870_912,
        NanoCpus: 1e9,
        Ulimits: [
          { Name: 'nofile', Soft: 1024, Hard: 1024 },
          { Name: 'core', Soft: 0, Hard: 0 },
        ],
        Tmpfs: {
          '/tmp': 'rw,nosuid,nodev,size=64m,mode=1777',
          '/home/agent': 'rw,exec,nosuid,nodev,size=64m,mode=0700,uid=1000,gid=1000',
        },
        Mounts: [workspace],
        LogConfig: { Type: 'none', Config: {} },
        RestartPolicy: { Name: 'no' },
        OomScoreAdj: 500,
      },
    })
  })

  it('never has a network of its own, also when it may reach some domains', () => {
    const open = plan({ egress: ['example.com'] }, { egressFolder: '/run/egress-1' })
    expect(open.HostConfig.NetworkMode).toBe('none')
    expect(open.Cmd).toEqual(['--beat', '10', '--relay-port', '3128', '--relay-to', '/run/gatehouse/egress.sock'])
    expect(open.Env).toContain('https_proxy=http://127.0.0.1:3128')
    expect(open.HostConfig.Mounts.at(-1)).toMatchObject({
      Source: '/run/egress-1',
      Target: '/run/gatehouse',
      ReadOnly: true,
    })
  })

  it('shows the agent the one socket on which we wait for it, and lets nobody put another in its place', () => {
    const made = plan({}, { wireFolder: '/data/run/1' })
    expect(made.Cmd).toEqual(['--beat', '10', '--wire', '/run/gatehouse-wire/wire.sock'])
    expect(made.HostConfig.Mounts.at(-1)).toMatchObject({
      Source: '/data/run/1',
      Target: '/run/gatehouse-wire',
      ReadOnly: true,
    })
  })

  it.each([
    ['ro', [{ Target: '/workspace', ReadOnly: true }]],
    ['rw', [{ Target: '/workspace', ReadOnly: false }]],
    ['none', []],
  ] as const)('gives workspace access %s and no more', (workspace, expected) => {
    const made = plan({ workspace })
    expect(made.HostConfig.Mounts.map(({ Target, ReadOnly }) => ({ Target, ReadOnly }))).toEqual(expected)
    expect('/workspace' in made.HostConfig.Tmpfs).toBe(workspace === 'none')
  })

  it('mounts extra folders read-only unless told otherwise', () => {
    const binds = [
      { from: '/srv/a', to: '/a' },
      { from: '/srv/b', to: '/b', access: 'rw' as const },
    ]
    const made = planContainer(SandboxConfig.parse({ binds, workspace: 'none' }), world)
    expect(made.HostConfig.Mounts.map(({ Source, ReadOnly }) => [Source, ReadOnly])).toEqual([
      ['/srv/a', true],
      ['/srv/b', false],
    ])
  })
})
