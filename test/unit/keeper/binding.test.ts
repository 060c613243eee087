import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aJudge } from '../../kit/a-judge.ts'
import { aToolDoor } from '../../kit/a-tool-door.ts'

const me = { who: 'owner', door: 'window' }
type Kit = Awaited<ReturnType<typeof aJudge>>

/** The one door with the real judge behind it: a question about `command`, a change, a yes. */
async function swapped(kit: Kit, command: string, swap: () => unknown, more: { env?: Record<string, string> } = {}) {
  const door = aToolDoor({ judge: (call, when) => kit.judge.judge(call, when) })
  const steps = door.call({ arguments: { command, ...more } })
  // The judge looks at real files, so the question takes more than a few turns of the loop.
  while (door.desk.watched.state.pending.length === 0) await new Promise(resolve => setTimeout(resolve, 2))
  await swap()
  await door.say('once')
  const end = (await steps).at(-1)
  const record = door.trail.find(entry => entry.kind === 'approval' && entry.step === 'changed')
  return { ran: door.ran, text: end && 'text' in end ? end.text : '', record }
}
const refusedBecause = (what: string) => ({
  ran: [],
  text: `Refused: ${what} changed after it was approved. Ask again.`,
  record: expect.objectContaining({
    result: 'refused',
    reason: `It was approved, but ${what} changed before it could run.`,
  }),
})
const withTemporary = async (test: (path: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'gh-bind-'))
  try {
    await test(join(folder, 'clean.sh'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('between the question and the run, a command does not run where somebody', () => {
  it('changes nothing: then it does run', async () => {
    await using kit = await aJudge()
    kit.inWorkspace('clean.sh', 'echo original\n')
    expect(await swapped(kit, 'rm -rf old && sh clean.sh', () => {})).toMatchObject({
      ran: ['rm -rf old && sh clean.sh'],
    })
  })

  it.each<[string, string, string | Buffer, string | Buffer]>([
    ['rewrites its script', 'sh clean.sh', 'echo original\n', 'echo swapped\n'],
    [
      'rewrites its script behind what a file tool would read of it',
      'sh clean.sh',
      `${'#\n'.repeat(200_000)}echo original\n`,
      `${'#\n'.repeat(200_000)}echo swapped\n`,
    ],
    ['rewrites a script that is no text', 'sh clean.sh', Buffer.from('echo a\n\0'), Buffer.from('echo b\n\0')],
    ['changes bytes that are no letters', 'sh clean.sh', Buffer.from([35, 0xff, 10]), Buffer.from([35, 0xfe, 10])],
    ['replaces a program of the workspace', 'tools/clean.sh', 'ELF\0one', 'ELF\0two'],
    ['replaces a program without a telling name', 'tools/build', 'ELF\0one', 'ELF\0two'],
  ])('%s', async (_name, runs, before, after) => {
    await using kit = await aJudge()
    const file = runs.replace('sh clean', 'clean')
    kit.inWorkspace(file, before)
    const end = await swapped(kit, `rm -rf old && ${runs}`, () => kit.inWorkspace(file, after))
    expect(end).toEqual(refusedBecause('a script file'))
  })

  it('rewrites a script outside the workspace, which only the sandbox sees', () =>
    withTemporary(async path => {
      await using kit = await aJudge()
      writeFileSync(path, 'echo original\n')
      const end = await swapped(kit, `rm -rf old && sh ${path}`, () => appendFileSync(path, 'echo swapped\n'))
      expect(end).toEqual(refusedBecause('a script file'))
    }))

  it('puts a script where none was', async () => {
    await using kit = await aJudge()
    const end = await swapped(kit, 'rm -rf old && sh clean.sh', () => kit.inWorkspace('clean.sh', 'echo swapped\n'))
    expect(end).toEqual(refusedBecause('a script file'))
  })

  it('turns the script into a link to another', async () => {
    await using kit = await aJudge()
    kit.inWorkspace('clean.sh', 'echo original\n')
    kit.inWorkspace('other.sh', 'echo swapped\n')
    const end = await swapped(kit, 'rm -rf old && sh clean.sh', () => kit.link('workspace', 'clean.sh', 'other.sh'))
    expect(end).toEqual(refusedBecause('a script file'))
  })

  it('puts a folder with another program first in the PATH', async () => {
    await using kit = await aJudge()
    kit.state.path = '/usr/bin:/bin'
    kit.program('rm', '#!/bin/sh\n')
    const end = await swapped(kit, 'rm -rf old', () => (kit.state.path = `${kit.home.path('bin')}:/usr/bin:/bin`))
    expect(end).toEqual(refusedBecause('the program that would start'))
  })

  it('puts another program before the one the PATH found', async () => {
    await using kit = await aJudge()
    const end = await swapped(kit, 'rm -rf old', () => kit.program('rm', '#!/bin/sh\n'))
    expect(end).toEqual(refusedBecause('the program that would start'))
  })

  it('lets the link of the program lead elsewhere', async () => {
    await using kit = await aJudge()
    kit.program('one', '#!/bin/sh\n')
    kit.program('two', '#!/bin/sh\n')
    kit.link('bin', 'rm', 'one')
    const end = await swapped(kit, 'rm -rf old', () => kit.link('bin', 'rm', 'two'))
    expect(end).toEqual(refusedBecause('the program that would start'))
  })

  it.each<[string, string[], string, string]>([
    ['a rule', ['policy', 'outward', 'web'], 'deny', 'the policy'],
    ['the approval mode', ['approvals', 'mode'], 'strict', 'the policy'],
    ['the sandbox', ['agents', 'main', 'sandbox', 'scope'], 'shared', 'the sandbox'],
  ])('changes %s in the settings', async (_name, path, value, what) => {
    await using kit = await aJudge('agents: { main: { model: practice, sandbox: { scope: session } } }\n')
    const end = await swapped(kit, 'rm -rf old', () => kit.config.edit(path, value, me))
    expect(end).toEqual(refusedBecause(what))
  })

  it('gives or takes back a lasting answer', async () => {
    await using kit = await aJudge()
    const rule = { kind: 'allowlist' as const, agent: 'main', entries: [{ path: '/usr/bin/rg' }], words: 'rg' }
    const end = await swapped(kit, 'rm -rf old', () => kit.book.adopt(rule, 'window'))
    expect(end).toEqual(refusedBecause('the policy'))
  })

  it('writes into the settings or the lasting answers from outside what tightens them', async () => {
    await using kit = await aJudge()
    const no = '{ "grants": [{ "id": "x", "effect": "deny", "tool": "exec", "command": "rm -rf old" }] }'
    const end = await swapped(kit, 'rm -rf old', () => kit.outside(no))
    expect(end).toEqual(refusedBecause('the policy'))
  })
})
