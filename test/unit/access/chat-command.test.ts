import { describe, expect, it } from 'vitest'
import { readChatCommand, whyNotAnswer } from '../../../src-main/access/core/chat-command.ts'

describe('a chat command', () => {
  it.each([
    ['/approve 6edbbf86', { command: 'approve', id: '6edbbf86', reason: null }],
    ['/deny 6edbbf86 not on a Friday', { command: 'deny', id: '6edbbf86', reason: 'not on a Friday' }],
    ['  /stop  ', { command: 'stop', what: 'turn' }],
    ['/stop everything', { command: 'stop', what: 'all' }],
    ['/stop ALL!', { command: 'stop', what: 'all' }],
    ['/stop everything now please', { command: 'stop', what: 'all' }],
    ['/stop tools', { command: 'stop', what: 'tools' }],
    ['/stop network', { command: 'stop', what: 'network' }],
    ['/kill', { command: 'stop', what: 'all' }],
    ['/stop constructor', { command: 'unknown', name: 'stop constructor' }],
    ['/stop the music', { command: 'unknown', name: 'stop the' }],
    ['/status', { command: 'status' }],
    ['/approve', { command: 'approve', id: '', reason: null }],
    ['/rm -rf /', { command: 'unknown', name: 'rm' }],
    ['please /approve 6edbbf86', null],
    ['/etc/passwd is a file', null],
    ['hello', null],
    ['', null],
  ])('is read from %j', (text, command) => {
    expect(readChatCommand(text)).toEqual(command)
  })
})

describe('an answer from a chat', () => {
  it.each([
    ['a person at our own door', { standing: 'person', direct: true, tainted: false }, true],
    ['a person whose own conversation has read the web', { standing: 'person', direct: true, tainted: true }, true],
    ['an admin in a direct chat', { standing: 'admin', direct: true, tainted: false }, true],
    ['an admin in a group', { standing: 'admin', direct: false, tainted: false }, true],
    ['an admin in a tainted group', { standing: 'admin', direct: false, tainted: true }, false],
    ['a person in a tainted group', { standing: 'person', direct: false, tainted: true }, false],
    ['anyone else', { standing: 'other', direct: true, tainted: false }, false],
    ['anyone else in a group', { standing: 'other', direct: false, tainted: false }, false],
  ] as const)('of %s counts: %j', (_name, author, counts) => {
    expect(whyNotAnswer(author) === null).toBe(counts)
  })
})
