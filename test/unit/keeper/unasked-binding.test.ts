import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { AllowlistEntry } from '../../../src-main/contract/model/policy.ts'
import { aJudge } from '../../kit/a-judge.ts'
import { aToolDoor } from '../../kit/a-tool-door.ts'
import { aCall } from '../../kit/policy.ts'

type Kit = Awaited<ReturnType<typeof aJudge>>
const me = { who: 'owner', door: 'window' }
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** On the host every command asks unless the list covers it; so what passes does so because of the list. */
async function withList(...entries: AllowlistEntry[]): Promise<Kit> {
  const kit = await aJudge('policy: { shell: host }\nagents: { main: { model: practice } }\n')
  await kit.book.adopt({ kind: 'allowlist', agent: 'main', entries, words: 'test' }, 'window')
  return kit
}

/** The one door with the real judge behind it: a call that passes unasked, and a change before it runs. */
async function swapped(kit: Kit, args: { command: string; cwd?: string }, swap: () => unknown) {
  const door = aToolDoor({
    judge: async (call, looking) => {
      if (looking !== 'first') await swap()
      return kit.judge.judge(call, looking)
    },
  })
  const steps = await door.call({ arguments: args })
  const last = steps.at(-1)
  const record = door.trail.find(entry => entry.kind === 'decision' && entry.rule === 'binding/changed')
  return {
    judged: steps[0]?.kind === 'judged' ? steps[0].verdict : null,
    ran: door.ran,
    text: last && 'text' in last ? last.text : '',
    why: record?.reason ?? null,
    started: door.kinds().includes('execution started'),
  }
}

const refusedBecause = (what: string) => ({
  judged: 'allow',
  ran: [],
  text: `Refused: ${what} after it was judged. Try again.`,
  why: `It passed without a question, but ${what} before it could run.`,
  started: false,
})

describe('between the verdict and the run, a command that passed unasked does not run where somebody', () => {
  it('changes nothing: then it does run, and nothing else is on record', async () => {
    await using kit = await withList({ path: '/workspace/clean.sh', sha256: sha256('echo original\n') })
    kit.inWorkspace('clean.sh', 'echo original\n')
    const end = await swapped(kit, { command: './clean.sh' }, () => {})
    expect(end).toEqual({ judged: 'allow', ran: ['./clean.sh'], text: 'out', why: null, started: true })
  })

  it('rewrites a script whose content is on the list', async () => {
    await using kit = await withList({ path: '/workspace/clean.sh', sha256: sha256('echo original\n') })
    kit.inWorkspace('clean.sh', 'echo original\n')
    const end = await swapped(kit, { command: './clean.sh' }, () => kit.inWorkspace('clean.sh', 'echo swapped\n'))
    expect(end).toEqual(refusedBecause('a script file and the content of a listed program changed'))
  })

  it('rewrites a listed program of the workspace of which the list names no content', async () => {
    await using kit = await withList({ path: '/workspace/tools/build' })
    kit.inWorkspace('tools/build', 'one')
    const end = await swapped(kit, { command: 'tools/build' }, () => kit.inWorkspace('tools/build', 'two'))
    expect(end).toEqual(refusedBecause('a script file changed'))
  })

  it('rewrites a listed program that only the sandbox sees', async () => {
    const path = '/opt/tool'
    await using kit = await withList({ path, sha256: sha256('echo original\n') })
    kit.onlyInside('tool', 'echo original\n')
    const end = await swapped(kit, { command: path }, () => kit.onlyInside('tool', 'echo swapped\n'))
    expect(end).toMatchObject({ judged: 'allow', ran: [], why: expect.stringContaining('listed program changed') })
  })

  it('turns a listed program into a link to another', async () => {
    await using kit = await withList({ path: '/workspace/tool' })
    kit.inWorkspace('tool', 'one')
    kit.inWorkspace('other', 'one')
    const end = await swapped(kit, { command: './tool' }, () => kit.link('workspace', 'tool', 'other'))
    expect(end.ran).toEqual([])
    expect(end.why).toContain('where a link leads')
  })

  it('puts another program first in the PATH of the sandbox', async () => {
    await using kit = await withList({ path: '/usr/bin/cat' })
    const end = await swapped(kit, { command: 'cat notes.txt' }, () => kit.program('cat', '#!/bin/sh\n'))
    expect(end).toEqual(refusedBecause('the program that would start changed'))
  })

  it('puts another program for the second name of the line first in the PATH', async () => {
    await using kit = await withList({ path: '/usr/bin/cat' }, { path: '/usr/bin/wc' })
    const end = await swapped(kit, { command: 'cat notes.txt | wc -l' }, () => kit.program('wc', '#!/bin/sh\n'))
    expect(end).toEqual(refusedBecause('the program that would start changed'))
  })

  it('puts another program first in the PATH of this machine, where it runs without a sandbox', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gh-path-'))
    const fake = (name: string): void => {
      writeFileSync(join(folder, name), '#!/bin/sh\n')
      chmodSync(join(folder, name), 0o755)
    }
    fake('listed')
    await using kit = await withList({ path: join(folder, 'listed') })
    kit.state.choice = { backend: 'host', why: 'You let it.' }
    vi.stubEnv('PATH', `${folder}/first:${folder}`)
    const end = await swapped(kit, { command: 'listed' }, () => vi.stubEnv('PATH', '/usr/bin:/bin'))
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
    expect(end).toEqual(refusedBecause('the program that would start changed'))
  })

  it.each<[string, string, string]>([
    ['makes a file of a bounded entry a link that leads out', 'notes.txt', '/etc/passwd'],
    ['makes it a link that stays inside', 'notes.txt', 'other.txt'],
    ['lets a link lead elsewhere', 'in', 'other.txt'],
  ])('%s', async (_name, file, target) => {
    await using kit = await withList({ path: '/usr/bin/cat', paths_within: '/workspace' })
    kit.inWorkspace('notes.txt', 'x')
    kit.inWorkspace('other.txt', 'y')
    kit.link('workspace', 'in', 'notes.txt')
    const swap = () => kit.link('workspace', file, target)
    expect(await swapped(kit, { command: `cat ${file}` }, swap)).toEqual(refusedBecause('where a link leads changed'))
  })

  it.each(['/etc', 'other'])('puts a link to %s in place of the folder it starts in', async target => {
    await using kit = await aJudge()
    kit.inWorkspace('other/a', 'a')
    kit.inWorkspace('src/a', 'a')
    const swap = () => {
      rmSync(join(kit.root, 'src'), { recursive: true })
      kit.link('workspace', 'src', target)
    }
    expect(await swapped(kit, { command: 'ls', cwd: 'src' }, swap)).toEqual(
      refusedBecause('where a link leads changed'),
    )
  })

  it.each<[string, (kit: Kit) => unknown, string]>([
    ['tightens a rule', kit => kit.config.edit(['policy', 'outward', 'web'], 'deny', me), 'the policy changed'],
    ['makes the mode strict', kit => kit.config.edit(['approvals', 'mode'], 'strict', me), 'the policy changed'],
    [
      'changes the sandbox',
      kit => kit.config.edit(['agents', 'main', 'sandbox', 'scope'], 'session', me),
      'the sandbox changed',
    ],
    ['pulls the switch', kit => (kit.state.lockdown = true), 'the policy forbids it now'],
    ['takes the sandbox away', kit => (kit.state.choice = { backend: 'host', why: 'x' }), 'the folder and the sandbox'],
  ])('%s', async (_name, swap, what) => {
    await using kit = await aJudge('agents: { main: { model: practice, sandbox: { scope: shared } } }\n')
    const end = await swapped(kit, { command: 'ls' }, () => swap(kit))
    expect(end).toMatchObject({ judged: 'allow', ran: [], started: false, why: expect.stringContaining(what) })
  })

  it('takes the listed program off the list', async () => {
    await using kit = await withList({ path: '/usr/bin/cat' })
    const end = await swapped(kit, { command: 'cat x' }, () => kit.outside('{}'))
    expect(end).toMatchObject({ judged: 'allow', ran: [], why: expect.stringContaining('the policy changed') })
  })
})

describe('a call that passed unasked', () => {
  it('does not run when its conversation read text of strangers meanwhile and it would leave the machine', async () => {
    await using kit = await aJudge()
    const looked: boolean[] = []
    const session = { ...aSession, tainted: false }
    const door = aToolDoor({
      ledger: { find: () => session },
      judge: async (call, looking) => {
        looked.push(call.tainted)
        const judged = await kit.judge.judge(call, looking)
        session.tainted = true
        return judged
      },
    })
    const steps = await door.call({ arguments: { command: 'curl https://example.org/' } })
    expect(steps.at(-1)).toMatchObject({
      outcome: 'refused',
      text: 'Refused: the policy asks about it now after it was judged. Try again.',
    })
    expect([looked, door.ran]).toEqual([[false, true], []])
  })

  it.each(['cmd', 'powershell', 'fish', 'zsh'] as const)(
    'is judged for bash, whatever shell it names: %s',
    async shell => {
      await using kit = await aJudge()
      // For cmd and PowerShell these are words that echo prints.
      const ask = (command: string) => kit.judge.judge(aCall('exec', { command, shell }))
      expect((await ask('echo "$(rm -rf build)"')).decision.segments).toContainEqual(
        expect.objectContaining({ program: 'rm', verdict: 'ask' }),
      )
      expect((await ask('echo `rm -rf ~`')).decision.verdict).toBe('deny')
    },
  )

  it('counts once, however many others come before it runs', async () => {
    await using kit = await aJudge('policy: { limits: { everyAgent: { perMinute: 2, perHour: 20, perDay: 20 } } }\n')
    const door = aToolDoor({
      judge: async (call, looking) => {
        // The others are refused, and still they count.
        if (looking === 'unasked') for (let i = 0; i < 5; i++) await kit.judge.judge(call)
        return kit.judge.judge(call, looking)
      },
    })
    expect((await door.call({ arguments: { command: 'ls' } })).at(-1)).toMatchObject({ outcome: 'done' })
  })

  it('finds its sandbox started before the last look', async () => {
    await using kit = await aJudge()
    const order: string[] = []
    const { forAgent, files } = kit.sandboxes
    kit.sandboxes.forAgent = async (...of) => {
      order.push('sandbox')
      return forAgent(...of)
    }
    kit.sandboxes.files = async (...of) => {
      order.push('files')
      return files(...of)
    }
    const call = { command: 'ls', cwd: 'src' }
    await swapped(kit, call, () => order.push('last look'))
    expect(order).toEqual(['files', 'last look', 'sandbox', 'files'])
  })
})

const aSession = {
  id: 's1',
  agent: 'main',
  audience: 'owner',
  origin: { door: 'window', direct: true },
  sender: 'you',
  title: '',
  headless: false,
} as const
