import { describe, expect, it } from 'vitest'
import { childEnvironment, INHERITED } from '../../../src-main/supervisor/core/environment.ts'

describe('what a child process inherits', () => {
  it('is this list and nothing else: widening it leaks the parent', () => {
    expect([...INHERITED]).toEqual([
      'PATH',
      'LANG',
      'LC_ALL',
      'TZ',
      'TMPDIR',
      'TEMP',
      'TMP',
      'SystemRoot',
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'NO_PROXY',
      'NODE_EXTRA_CA_CERTS',
    ])
  })

  it('leaves out keys, agent sockets, loader switches and the engine', () => {
    const parent = {
      PATH: '/bin',
      OPENAI_API_KEY: 'k',
      SSH_AUTH_SOCK: '/s',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: 'x.so',
      DOCKER_HOST: 'unix:///d',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b',
      ELECTRON_RUN_AS_NODE: '1',
      GATEHOUSE_HOME: '/h',
    }
    expect(childEnvironment(parent, { GIVEN: 'on purpose' })).toEqual({ PATH: '/bin', GIVEN: 'on purpose' })
  })
})
