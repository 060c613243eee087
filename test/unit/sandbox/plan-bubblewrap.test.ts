import { describe, expect, it } from 'vitest'
import { SandboxConfig } from '../../../src-main/contract/model/sandbox.ts'
import { type BubblewrapWorld, planBubblewrap, planLimits } from '../../../src-main/sandbox/core/plan-bubblewrap.ts'
import { seccompFilter } from '../../../src-main/sandbox/core/seccomp.ts'

const world: BubblewrapWorld = {
  agentFile: '/opt/gatehouse/agent',
  workspaceFolder: '/data/workspaces/main',
  egressFolder: null,
  rootBecomes: null,
  systemLinks: { '/bin': 'usr/bin' },
  systemFolders: ['/usr'],
  etcFiles: ['/etc/alternatives'],
  seccompFd: 3,
  infoFd: 4,
  heartbeatSeconds: 10,
}
const plan = (settings: object = {}, more: Partial<BubblewrapWorld> = {}) =>
  planBubblewrap(SandboxConfig.parse(settings), { ...world, ...more }).join(' ')

describe('a planned process sandbox', () => {
  it('has every namespace of its own, no capability, and nothing of the machine but its programs', () => {
    const tmpfs = (path: string) => `--perms 1777 --size 67108864 --tmpfs ${path}`
    expect(plan()).toBe(
      [
        '--unshare-all --disable-userns --die-with-parent --new-session --as-pid-1 --clearenv --hostname sandbox --cap-drop ALL',
        '--symlink usr/bin /bin --ro-bind /usr /usr --perms 0755 --dir /etc --perms 0755 --dir /etc/ssl',
        '--ro-bind-try /etc/alternatives /etc/alternatives --proc /proc --ro-bind-try /proc/sys /proc/sys',
        '--ro-bind-try /proc/sysrq-trigger /proc/sysrq-trigger --ro-bind-try /proc/irq /proc/irq --ro-bind-try /proc/bus /proc/bus',
        '--ro-bind-try /proc/fs /proc/fs --ro-bind-try /proc/acpi /proc/acpi --ro-bind-try /proc/scsi /proc/scsi --dev /dev',
        ...['/dev/shm', '/tmp', '/run', '/home/agent'].map(tmpfs),
        '--bind /data/workspaces/main /workspace --ro-bind /opt/gatehouse/agent /.gatehouse-agent --remount-ro / --seccomp 3',
        '--info-fd 4 --chdir / -- /.gatehouse-agent --beat 10',
      ].join(' '),
    )
  })

  it('never runs a command as root', () => {
    const made = plan({}, { rootBecomes: { uid: 10001, gid: 10001 } })
    expect(made).toContain('--cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID')
    expect(made).toContain('-- /.gatehouse-agent --user 10001:10001 --beat 10')
    expect(made).toContain('--unshare-pid --unshare-net')
  })

  it.each([
    ['ro', '--ro-bind /data/workspaces/main /workspace'],
    ['rw', '--bind /data/workspaces/main /workspace'],
    ['none', '--tmpfs /workspace'],
  ])('gives workspace access %s', (workspace, words) => {
    expect(plan({ workspace })).toContain(` ${words}`)
  })

  it('has no network of its own, also when it may reach some domains', () => {
    const made = plan({ egress: ['a.example'] }, { egressFolder: '/data/run/1' })
    expect(made).toContain('--unshare-all')
    expect(made).not.toContain('--share-net')
    expect(made).toContain('--ro-bind /data/run/1 /run/gatehouse')
    expect(made).toContain('--relay-port 3128 --relay-to /run/gatehouse/egress.sock')
  })

  it('limits what one process may use', () => {
    expect(planLimits(SandboxConfig.parse({}))).toEqual([
      '--data=536870912',
      '--nofile=1024',
      '--nproc=320',
      '--core=0',
    ])
  })
})

/** What the kernel would answer: runs the filter over one system call. */
function ask(filter: Uint8Array, call: { arch: number; number: number; flags?: number }): number {
  const view = new DataView(filter.buffer)
  const data: Record<number, number> = { 0: call.number, 4: call.arch, 16: call.flags ?? 0 }
  let accumulator = 0
  for (let at = 0; ; at++) {
    const [code, value] = [view.getUint16(at * 8, true), view.getUint32(at * 8 + 4, true)]
    if (code === 0x20) accumulator = data[value] ?? 0
    else if (code === 0x06) return value
    else {
      const hit =
        code === 0x15 ? accumulator === value : code === 0x35 ? accumulator >= value : (accumulator & value) !== 0
      at += view.getUint8(at * 8 + (hit ? 2 : 3))
    }
  }
}

describe('the system-call filter', () => {
  const [ALLOW, KILL, EPERM, ENOSYS] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026]
  const x64 = seccompFilter('x64') ?? new Uint8Array(0)
  const arm64 = seccompFilter('arm64') ?? new Uint8Array(0)
  const [X64, ARM64] = [0xc000003e, 0xc00000b7]

  it.each([
    ['read', 0, 0, ALLOW],
    ['execve', 59, 0, ALLOW],
    ['fork by clone', 56, 0x11, ALLOW],
    ['a thread by clone', 56, 0x003d0f00, ALLOW],
    ['a new user namespace by clone', 56, 0x10000011, EPERM],
    ['a new mount namespace by clone', 56, 0x00020011, EPERM],
    ['clone3', 435, 0, ENOSYS],
    ['unshare', 272, 0, EPERM],
    ['setns', 308, 0, EPERM],
    ['mount', 165, 0, EPERM],
    ['move_mount', 429, 0, EPERM],
    ['ptrace', 101, 0, EPERM],
    ['bpf', 321, 0, EPERM],
    ['io_uring_setup', 425, 0, EPERM],
    ['keyctl', 250, 0, EPERM],
    ['unshare by its second number', 0x40000000 + 272, 0, ENOSYS],
  ])('answers %s (%i)', (_name, number, flags, answer) => {
    expect(ask(x64, { arch: X64, number, flags })).toBe(answer)
  })

  it('kills a program that speaks another architecture, whose numbers mean other calls', () => {
    expect(ask(x64, { arch: 0x40000003, number: 1 })).toBe(KILL)
    expect(ask(arm64, { arch: X64, number: 1 })).toBe(KILL)
  })

  it.each([
    ['write', 64, ALLOW],
    ['unshare', 97, EPERM],
    ['mount', 40, EPERM],
    ['ptrace', 117, EPERM],
    ['openat', 56, ALLOW],
  ])('knows the numbers of arm64: %s', (_name, number, answer) => {
    expect(ask(arm64, { arch: ARM64, number })).toBe(answer)
  })

  it('is absent for an architecture whose numbers we do not know', () => {
    expect(seccompFilter('riscv64')).toBeNull()
  })
})
