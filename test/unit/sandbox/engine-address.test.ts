import { describe, expect, it } from 'vitest'
import { isElsewhere, readEngineAddress } from '../../../src-main/sandbox/core/engine-address.ts'

const key = `SHA256:${'a'.repeat(20)}+/${'b'.repeat(21)}`

describe('the address of a Docker engine', () => {
  it.each([
    ['unix:///var/run/docker.sock', { kind: 'socket', path: '/var/run/docker.sock' }, false],
    ['tcp://127.0.0.1:2375', { kind: 'tcp', host: '127.0.0.1', port: 2375, tls: false }, false],
    ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375, tls: false }, false],
    ['tcp://localhost', { kind: 'tcp', host: 'localhost', port: 2375, tls: false }, false],
    [`ssh://me@box#${key}`, { kind: 'ssh', host: 'box', port: 22, user: 'me', hostKey: key }, true],
    [`ssh://me@box:2222#${key}`, { kind: 'ssh', host: 'box', port: 2222, user: 'me', hostKey: key }, true],
  ])('%s is read', (text, address, elsewhere) => {
    const read = readEngineAddress(text, 'missing')
    expect(read).toEqual(address)
    expect(isElsewhere(read)).toBe(elsewhere)
  })

  it('over a network is taken with certificates', () => {
    const read = readEngineAddress('tcp://box:2376', 'there')
    expect(read).toEqual({ kind: 'tcp', host: 'box', port: 2376, tls: true })
    expect(isElsewhere(read)).toBe(true)
    expect(readEngineAddress('tcp://box:2375', 'there')).toMatchObject({ tls: true })
  })

  it.each([
    ['tcp://box:2375', 'Everybody on the way could speak for the Docker engine at box.'],
    ['tcp://127.0.0.1.evil.test:2375', 'Everybody on the way'],
    ['tcp://box:2376', 'Set DOCKER_CERT_PATH'],
    ['https://127.0.0.1:1', 'Set DOCKER_CERT_PATH'],
    ['ssh://me@box', 'The host key of box is not pinned.'],
    ['ssh://me@box#MD5:1', 'The host key of box is not pinned.'],
    [`ssh://box#${key}`, 'Say as whom'],
    ['tcp://127.0.0.1:2375@evil.test', 'is not the address'],
    ['ftp://box', 'is not the address of a Docker engine'],
    ['box', 'is not the address of a Docker engine'],
  ])('%s is refused, with the reason', (text, why) => {
    expect(() => readEngineAddress(text, 'missing')).toThrow(why)
  })
})
