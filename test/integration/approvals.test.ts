import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Approval } from '../../src-main/contract/model/approval.ts'
import { anUp, type Up } from '../kit/an-up.ts'
import { until } from '../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../kit/engine.ts'
import { describeWhere } from '../kit/needs.ts'

describeWhere(engineMissing())('a question, with a real sandbox', () => {
  let engine: Engine
  let up: Up
  beforeAll(async () => {
    engine = await anEngine()
  })
  afterAll(() => engine.stop())
  afterEach(() => up.close())

  const start = async (): Promise<void> => {
    up = await anUp({ pin: '123456', env: { DOCKER_HOST: engine.dockerHost } })
  }
  const waiting = async (): Promise<Approval> => {
    let found: Approval | undefined
    await until('a question', async () => {
      found = (JSON.parse((await up.cli(['approvals', 'list', '--json'])).out) as { pending: Approval[] }).pending[0]
      return found !== undefined
    })
    return found as Approval
  }
  const inWorkspace = (name: string, text: string): void => {
    const folder = join(up.home.root, 'workspaces', 'main')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), text, { mode: 0o755 })
  }
  const approve = (id: string, ...more: string[]) =>
    up.cli(['approvals', 'approve', id, '--pin-stdin', ...more], '123456\n')

  it('names the program that would really start, and the scripts with their content', async () => {
    await start()
    await up.cli(['chat', 'run', 'echo', 'warm'])
    inWorkspace('clean.sh', 'rm -rf build\n')
    const chat = up.cli(['chat', 'run', 'rm -rf old && sh clean.sh'])
    const question = await waiting()
    expect(question).toMatchObject({
      shown: 'rm -rf old && sh clean.sh',
      program: expect.stringMatching(/^\/.*(rm|busybox|coreutils)$/),
      scripts: [{ path: '/workspace/clean.sh' }],
    })
    await up.cli(['approvals', 'deny', question.id, '--reason', 'not now', '--pin-stdin'], '123456\n')
    expect((await chat).out).toContain('They say: not now')
  })

  it('whose script is rewritten after the yes does not run', async () => {
    await start()
    await up.cli(['chat', 'run', 'echo', 'warm'])
    inWorkspace('clean.sh', 'rm -rf build; echo original\n')
    const chat = up.cli(['chat', 'run', 'rm -rf old && sh clean.sh'])
    const question = await waiting()
    inWorkspace('clean.sh', 'echo swapped\n')
    await approve(question.id)
    const { out } = await chat
    expect(out).toContain('a script file changed after it was approved')
    expect(out).not.toContain('swapped')
    expect(up.trail().some(record => record.kind === 'approval' && record.step === 'changed')).toBe(true)
    expect(up.trail().some(record => record.kind === 'execution' && record.subject?.includes('clean.sh'))).toBe(false)
  })

  it('approved for the session is not asked again there, and asked again elsewhere', async () => {
    await start()
    const first = up.cli(['chat', '--json', 'run rm -rf build'])
    await approve((await waiting()).id, '--session')
    await first
    const [session] = JSON.parse((await up.cli(['sessions', 'list', '--json'])).out) as { id: string }[]
    const again = await up.cli(['chat', '-s', session?.id ?? '', 'run rm -rf build'])
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('exit code 0') })
    const elsewhere = up.cli(['chat', 'run', 'rm -rf build'])
    const question = await waiting()
    await up.cli(['approvals', 'deny', question.id, '--pin-stdin'], '123456\n')
    await elsewhere
  })

  it('answered with "always" is not asked again for what the offered rule says, and still for everything else', async () => {
    await start()
    const first = up.cli(['chat', 'run', 'rm -rf build'])
    const question = await waiting()
    expect(question.offer?.words).toContain('rm')
    expect(await approve(question.id, '--always', '--days', '7')).toMatchObject({ code: 0 })
    expect((await first).out).toContain('exit code 0')
    expect(await up.cli(['chat', 'run', 'rm -rf build'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('exit code 0'),
    })
    const [grant] = JSON.parse((await up.cli(['grants', 'list', '--json'])).out) as { uses: number; by: string }[]
    expect(grant).toMatchObject({ by: 'cli', uses: 1, expiresAt: expect.any(Number) })
    expect((await up.cli(['grants', 'list'])).out).toContain(', until ')
    const other = up.cli(['chat', 'run', 'rm -rf other'])
    const asked = await waiting()
    await up.cli(['approvals', 'deny', asked.id, '--pin-stdin'], '123456\n')
    await other
  })

  it('denied for good is refused from then on, until the answer is taken back', async () => {
    await start()
    const first = up.cli(['chat', 'run', 'rm -rf build'])
    await up.cli(['approvals', 'deny', (await waiting()).id, '--always', '--pin-stdin'], '123456\n')
    await first
    expect((await up.cli(['chat', 'run', 'rm -rf build'])).out).toContain('Refused')
    const [grant] = JSON.parse((await up.cli(['grants', 'list', '--json'])).out) as { id: string; effect: string }[]
    expect(grant?.effect).toBe('deny')
    const revoke = ['grants', 'revoke', grant?.id ?? '']
    expect(await up.cli(revoke)).toMatchObject({ code: 3, err: expect.stringContaining('approver PIN is needed') })
    await expect((await up.connect()).call('grants.revoke', { id: grant?.id ?? '' })).rejects.toThrow('person-needed')
    expect((await up.cli(['chat', 'run', 'rm -rf build'])).out).toContain('Refused')
    expect(await up.cli([...revoke, '--pin-stdin'], '123456\n')).toMatchObject({ code: 0 })
    expect(up.trail().findLast(record => record.kind === 'config')).toMatchObject({ area: 'grants', loosens: true })
    const asksAgain = up.cli(['chat', 'run', 'rm -rf build'])
    await up.cli(['approvals', 'deny', (await waiting()).id, '--pin-stdin'], '123456\n')
    await asksAgain
  })

  it('in a conversation that a person lets run on this machine is run there, asked when dangerous, and back after', async () => {
    await start()
    const run = async (...text: string[]) => (await up.cli(['chat', ...text])).out
    await up.cli(['chat', 'run touch made-inside'])
    const [session] = JSON.parse((await up.cli(['sessions', 'list', '--json'])).out) as { id: string }[]
    const id = session?.id ?? ''
    expect(await up.cli(['elevate', 'begin', id])).toMatchObject({ code: 3 })
    expect(await up.cli(['elevate', 'begin', id, '--minutes', '5', '--pin-stdin'], '123456\n')).toMatchObject({
      code: 0,
    })
    expect((await up.cli(['status'])).out).toContain('On this machine, without a sandbox, until')
    expect(await run('-s', id, 'run pwd')).toContain(join(up.home.root, 'workspaces', 'main'))
    const asks = up.cli(['chat', '-s', id, 'run rm -rf made-inside'])
    const question = await waiting()
    expect(question).toMatchObject({ where: 'On this computer, without a sandbox' })
    expect(await up.cli(['elevate', 'end', id])).toMatchObject({ code: 0 })
    await approve(question.id)
    expect((await asks).out).toContain(
      'the sandbox and the policy changed after it was approved'.split(' and ')[0] ?? '',
    )
    expect(await run('-s', id, 'run pwd')).toContain('/workspace\n')
    const steps = up
      .trail()
      .flatMap(one => (one.kind === 'access' && one.subject.includes('machine') ? [one.step] : []))
    expect(steps).toEqual(['granted', 'revoked'])
  })

  it('is seen by every surface within a tenth of a second of its answer', async () => {
    await start()
    const [one, two] = [await up.connect(), await up.connect()]
    const chat = up.cli(['chat', 'run', 'rm -rf build'])
    const question = await waiting()
    const feed = one.open('approvals.watch', {})
    await feed.next()
    await two.call('access.unlock', { pin: '123456' })
    const answer = { id: question.id, digest: question.digest, answer: { how: 'deny' } } as const
    const told = two.call('approvals.answer', answer).then(result => ({ result, at: performance.now() }))
    const change = await feed.next()
    const seenAt = performance.now()
    const { result, at } = await told
    expect(result.status).toBe('recorded')
    expect(change.value).toMatchObject({ change: { kind: 'settled', settled: { id: question.id, how: 'deny' } } })
    expect(seenAt - at).toBeLessThan(100)
    await chat
  })

  it('is answered from the chat by the person at our own door, never by who has not proved to be one', async () => {
    await start()
    const chat = up.cli(['chat', 'run', 'rm -rf build'])
    const question = await waiting()
    const unproved = await up.cli(['chat', '/approve', question.id])
    expect(unproved.out).toContain('Only a listed admin, or you with your approver PIN')
    const keeper = await up.connect()
    await keeper.call('access.unlock', { pin: '123456' })
    await keeper.call('chat.send', { session: null, text: `/deny ${question.id} no` })
    expect((await chat).out).toContain('They say: no')
  })

  it('is a no when the last surface has been gone for ten seconds, and the record says so', async () => {
    await start()
    const keeper = await up.connect()
    await keeper.call('chat.send', { session: null, text: 'run rm -rf build' })
    await waiting()
    keeper.close()
    await until(
      'the question to end',
      () => up.trail().some(record => record.kind === 'approval' && record.facts?.['how'] === 'no-surface'),
      20_000,
    )
  })
})
