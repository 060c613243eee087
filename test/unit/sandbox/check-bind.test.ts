import { describe, expect, it } from 'vitest'
import { checkBind } from '../../../src-main/sandbox/core/check-bind.ts'

const world = {
  homeFolder: '/home/ada',
  dataFolder: '/home/ada/.gatehouse',
  workspaces: '/home/ada/.gatehouse/workspaces',
}
const check = (from: string, to = '/project') => checkBind({ from, to, access: 'ro' }, world)

describe('a folder of the host', () => {
  it.each([
    '/home/ada/projects/x',
    '/srv/data',
    '/mnt/disk',
    '/home/ada/.gatehouse/workspaces/main',
    '/opt/tool',
    '/home/ada/.configs',
  ])('may be shared: %s', from => {
    expect(check(from)).toBeNull()
  })

  it.each([
    ['/', 'whole disk'],
    ['/home', 'contains'],
    ['/home/ada', 'contains'],
    ['/home/ada/.gatehouse', 'belongs to Gatehouse'],
    ['/home/ada/.gatehouse/vault', 'belongs to Gatehouse'],
    ['/home/ada/.ssh', 'keys or settings'],
    ['/home/ada/.ssh/id_ed25519', 'keys or settings'],
    ['/home/ada/.config/systemd/user', 'keys or settings'],
    ['/home/ada/.bashrc', 'keys or settings'],
    ['/etc', 'folder of the system'],
    ['/etc/ssl', 'folder of the system'],
    ['/usr/bin', 'folder of the system'],
    ['/var', 'folder of the system'],
    ['/proc', 'folder of the system'],
    ['/proc/1/root', 'folder of the system'],
    ['/sys/fs/cgroup', 'folder of the system'],
    ['/dev', 'folder of the system'],
    ['/root', 'folder of the system'],
    ['/var/run/docker.sock', 'socket'],
    ['/run/user/1000/docker.sock', 'socket'],
    ['/home/ada/.docker/run/docker.sock', 'socket'],
    ['/run/user/1000/bus', 'socket'],
    ['/var/lib/docker/volumes', 'folder of the system'],
    ['relative/path', 'absolute'],
    ['/srv/../etc', 'absolute'],
    ['/srv//data', 'absolute'],
    ['/srv/\0', 'absolute'],
  ])('is refused: %s (%s)', (from, why) => {
    expect(check(from)).toContain(why)
  })

  it.each(['/etc', '/workspace', '/tmp/x', '/usr/local/bin', '/', '/proc/sys', '/run/gatehouse', '/home'])(
    'does not replace %s inside the sandbox',
    to => {
      expect(check('/srv/data', to)).not.toBeNull()
    },
  )

  it('may lie inside the workspace', () => {
    expect(check('/srv/data', '/workspace/data')).toBeNull()
  })
})
