import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { whatChanged } from '../../../src-main/approvals/core/plan.ts'
import type { AllowlistEntry } from '../../../src-main/contract/model/policy.ts'
import { aJudge } from '../../kit/a-judge.ts'
import { aCall } from '../../kit/policy.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const command = (text: string, cwd?: string) => aCall('exec', { command: text, ...(cwd && { cwd }) })
async function withEntry(entry: AllowlistEntry) {
  // On the host every command asks unless the list covers it.
  const kit = await aJudge('policy: { shell: host }\n')
  await kit.book.adopt({ kind: 'allowlist', agent: 'main', entries: [entry], words: 'test' }, 'window')
  return kit
}

describe('a judged call', () => {
  it.each<[string, string | undefined, 'allow' | 'deny', string]>([
    ['where none is said', undefined, 'allow', 'mode.ask'],
    ['in the workspace', '/workspace/src', 'allow', 'mode.ask'],
    ['seen from the workspace', 'src', 'allow', 'mode.ask'],
    ['among temporary files', '/tmp/x', 'allow', 'mode.ask'],
    ['that only reads', '/usr/share', 'allow', 'mode.ask'],
    ['outside by its text', '../..', 'deny', 'path.outside'],
    ['of the system', '/etc', 'deny', 'path.system'],
    ['of another user', '/home/other', 'deny', 'path.outside'],
    ['through a link that leads out', '/workspace/out', 'deny', 'path.system'],
    ['through a link that stays inside', '/workspace/in', 'allow', 'mode.ask'],
  ])('starts in a folder %s: %s gives %s', async (_name, cwd, verdict, ruleId) => {
    await using kit = await aJudge()
    kit.inWorkspace('src/a.txt', 'a')
    kit.link('workspace', 'out', '/etc')
    kit.link('workspace', 'in', 'src')
    expect((await kit.judge.judge(command('ls', cwd))).decision).toMatchObject({ verdict, ruleId })
  })

  it('starts in a folder outside only where commands may name it', async () => {
    await using kit = await aJudge('policy: { paths: { execRoots: [/srv/build] } }\n')
    expect((await kit.judge.judge(command('ls', '/srv/build/x'))).decision.verdict).toBe('allow')
    expect((await kit.judge.judge(command('ls', '/srv/other'))).decision.verdict).toBe('deny')
  })

  it('runs in the folder that was judged, written in full', async () => {
    await using kit = await aJudge()
    expect((await kit.judge.judge(command('ls', 'src'))).plan.cwd).toBe('/workspace/src')
  })

  it.each<[string, string, 'allow' | 'deny']>([
    ['that stays inside', 'in', 'allow'],
    ['that leads to the system', 'passwords', 'deny'],
    ['on the way', 'out/passwd', 'deny'],
    ['to a link that leads out', 'twice', 'deny'],
  ])('of a file tool through a link %s is judged by where it leads', async (_name, path, verdict) => {
    await using kit = await aJudge()
    kit.inWorkspace('a.txt', 'a')
    kit.link('workspace', 'in', 'a.txt')
    kit.link('workspace', 'passwords', '/etc/passwd')
    kit.link('workspace', 'out', '/etc')
    kit.link('workspace', 'twice', 'passwords')
    expect((await kit.judge.judge(aCall('read', { path }))).decision.verdict).toBe(verdict)
  })

  it('is held to the ceiling of the sandbox it would run in', async () => {
    await using kit = await aJudge('policy: { sandboxTools: { process: { deny: [exec] } } }\n')
    expect((await kit.judge.judge(command('ls'))).decision.verdict).toBe('allow')
    kit.state.choice = { backend: 'process', why: 'No Docker.' }
    expect((await kit.judge.judge(command('ls'))).decision).toMatchObject({
      verdict: 'deny',
      layer: 'ceiling-sandbox',
      reasons: ['exec is refused for sandbox process.'],
    })
  })
})

describe('a command without a sandbox', () => {
  const elevated = async (until = 2_000_000) => {
    const kit = await aJudge()
    kit.state.elevations = [
      { sessionId: 's-1', title: '', agent: 'main', by: 'the person at the window', from: 0, until },
    ]
    kit.state.choice = { backend: 'host', why: 'You let it.' }
    return kit
  }

  it('runs unasked where a person let its conversation for now, and where it does is said', async () => {
    await using kit = await elevated()
    const { decision, where, plan } = await kit.judge.judge(command('ls'))
    expect(decision.verdict).toBe('allow')
    expect(decision.chain).toContainEqual({
      layer: 'shell-mode',
      says: 'pass',
      ruleId: 'shell.elevated',
      reason: 'the person at the window lets this session run on this machine for a while.',
    })
    expect([where, plan.cwd]).toEqual(['On this computer, without a sandbox', kit.root])
  })

  it.each<[string, string, string | undefined, string, string]>([
    ['what is dangerous', 'rm -rf build', undefined, 'ask', 'dangerous'],
    ['the home of the person', `rm -rf ${homedir()}`, undefined, 'deny', 'hard-deny'],
    ['a folder outside its own', 'ls', '/var/lib', 'deny', 'paths'],
    ['its own folder by the name in a container', 'ls', '/workspace/src', 'allow', 'mode'],
  ])('is judged for this machine: %s', async (_name, text, cwd, verdict, layer) => {
    await using kit = await elevated()
    expect((await kit.judge.judge(command(text, cwd))).decision).toMatchObject({ verdict, layer })
  })

  it('is what a yes was for, or it does not run: a yes for the sandbox is none for this machine', async () => {
    await using kit = await aJudge()
    const before = await kit.judge.judge(command('rm -rf build'))
    kit.state.choice = { backend: 'host', why: 'You let it.' }
    const now = await kit.judge.judge(command('rm -rf build'), 'again')
    expect(whatChanged(before.plan, now.plan)).toContain('the sandbox')
  })

  it('is covered by the list as the file that its name starts here, links followed', async () => {
    await using kit = await aJudge('policy: { shell: host }\n')
    kit.state.choice = { backend: 'host', why: 'The settings name it.' }
    const entry = { path: realpathSync('/bin/ls') }
    await kit.book.adopt({ kind: 'allowlist', agent: 'main', entries: [entry], words: 'ls' }, 'window')
    expect((await kit.judge.judge(command('ls -l'))).decision).toMatchObject({ verdict: 'allow' })
    expect((await kit.judge.judge(command('date'))).decision).toMatchObject({ verdict: 'ask' })
  })
})

describe('a program on the list of an agent', () => {
  it('is covered only while it has the content that the entry names', async () => {
    await using kit = await withEntry({ path: '/workspace/clean.sh', sha256: sha256('rm -rf build\n') })
    kit.inWorkspace('clean.sh', 'rm -rf build\n')
    expect((await kit.judge.judge(command('./clean.sh'))).decision).toMatchObject({
      verdict: 'allow',
      ruleId: 'allowlist.covered',
    })
    kit.inWorkspace('clean.sh', 'rm -rf /workspace\n')
    expect((await kit.judge.judge(command('./clean.sh'))).decision.verdict).toBe('ask')
  })

  it('outside the workspace is looked at where it would run', async () => {
    await using kit = await withEntry({ path: '/usr/bin/env', sha256: sha256('something else') })
    await kit.judge.judge(command('env'))
    expect(kit.state.asked[0]).toBe('sh -c sha256sum < "$1" sh /usr/bin/env')
  })

  it('is not covered as what a link of its name leads to', async () => {
    await using kit = await withEntry({ path: '/workspace/tool' })
    kit.inWorkspace('other', 'x')
    kit.link('workspace', 'tool', 'other')
    expect((await kit.judge.judge(command('./tool'))).decision.verdict).toBe('ask')
  })

  it.each<[string, 'allow' | 'ask']>([
    ['cat notes.txt', 'allow'],
    ['cat passwords', 'ask'],
    ['cat out/passwd', 'ask'],
    ['cat ../etc/passwd', 'ask'],
    ['cat --output=out/x', 'ask'],
    ['cd .. && cat etc/passwd', 'ask'],
    ['cd src && cat notes.txt', 'ask'],
  ])('bound to a folder covers what leads into it and nothing else: %s', async (text, verdict) => {
    await using kit = await withEntry({ path: '/usr/bin/cat', paths_within: '/workspace' })
    kit.inWorkspace('notes.txt', 'x')
    kit.link('workspace', 'passwords', '/etc/passwd')
    kit.link('workspace', 'out', '/etc')
    expect((await kit.judge.judge(command(text))).decision.verdict).toBe(verdict)
  })

  it('covers nothing any more once its time is over', async () => {
    await using kit = await withEntry({ path: '/usr/bin/cat', expiresAt: 1_000_000 + 60_000 })
    expect((await kit.judge.judge(command('cat notes.txt'))).decision.verdict).toBe('allow')
    await kit.clock.turn(60_000)
    expect((await kit.judge.judge(command('cat notes.txt'))).decision.verdict).toBe('ask')
  })
})
