import { describe, expect, it } from 'vitest'
import { configPath, openConfig } from '../../../src-main/config/node/open-config.ts'
import { SealedDocument } from '../../../src-main/config/node/sealed-document.ts'
import { aConfig } from '../../kit/a-config.ts'
import { cutStyles, PowerCut } from '../../kit/power-cut-disk.ts'

const me = { who: 'owner', door: 'window' }
const calm = 'approvals:\n  mode: ask # mine\n  expiresAfterSeconds: 300\n'

describe('the config', () => {
  it('is written with explanations where none was ever, and holds at once', async () => {
    const { desk, text } = await aConfig()
    expect(desk.pending()).toBeNull()
    expect(desk.current().approvals.mode).toBe('ask')
    expect(await text()).toContain('# who is at the other end')
  })

  it('keeps comments and order when a value is set from the window', async () => {
    const { desk, text, notes } = await aConfig(calm)
    expect(await desk.edit(['approvals', 'mode'], 'auto', me)).toEqual({
      status: 'saved',
      changes: [{ path: 'approvals.mode', before: 'ask', after: 'auto', direction: 'loosens' }],
      needsRestart: [],
    })
    expect(await text()).toBe('approvals:\n  mode: auto # mine\n  expiresAfterSeconds: 300\n')
    expect(desk.current().approvals.mode).toBe('auto')
    expect(notes).toEqual([
      {
        step: 'changed',
        area: 'config',
        paths: ['approvals.mode'],
        loosens: true,
        who: 'owner',
        door: 'window',
        result: 'ok',
      },
    ])
  })

  it('refuses an edit that would not be valid, and changes nothing', async () => {
    const { desk, text } = await aConfig(calm)
    expect(await desk.edit(['approvals', 'mode'], 'aks', me)).toEqual({
      status: 'invalid',
      problems: [
        { path: 'approvals.mode', line: 2, column: 9, message: 'Write one of: ask, strict, auto.', nearest: 'ask' },
      ],
    })
    expect(await text()).toBe(calm)
  })

  it('writes what the file left to the defaults as soon as something beside it is set', async () => {
    const { desk, text } = await aConfig('posture: team # ours\n')
    const path = ['agents', 'main', 'sandbox', 'limits', 'memoryMb']
    expect(await desk.edit(path, 512, me)).toMatchObject({
      status: 'saved',
      changes: [{ path: 'agents.main.sandbox.limits.memoryMb', before: '1024', after: '512' }],
    })
    expect(await text()).toBe(
      'posture: team # ours\nagents:\n  main:\n    sandbox:\n      limits:\n        memoryMb: 512\n    model: practice\n',
    )
    expect(await desk.edit(['models', 'own', 'provider'], 'ollama', me)).toMatchObject({ status: 'invalid' })
    expect(await desk.edit(['agents', 'other', 'instructions'], 'Be brief.', me)).toMatchObject({
      status: 'invalid',
      problems: [{ path: 'agents.other.model', message: '"model" is missing here, and has no default.' }],
    })
    expect(await desk.edit(['agents', 'main', 'model'], 5, me)).toMatchObject({ status: 'invalid' })
  })

  it('does not write when the audit trail cannot be written', async () => {
    const { ports, text } = await aConfig(calm)
    const desk = await openConfig({ ...ports, audit: () => Promise.reject(new Error('disk full')) })
    await expect(desk.edit(['approvals', 'mode'], 'auto', me)).rejects.toThrow('disk full')
    expect(await text()).toBe(calm)
  })
})

describe('a change from outside', () => {
  it('tightens at once and loosens not at all until it is accepted', async () => {
    const { desk, outside } = await aConfig(calm)
    await outside('approvals:\n  mode: auto\n  expiresAfterSeconds: 60\n')
    expect(desk.current().approvals).toMatchObject({ mode: 'ask', expiresAfterSeconds: 60 })
    expect(desk.pending()).toMatchObject({
      reason: 'changed-outside',
      changes: [
        { path: 'approvals.mode', before: 'ask', after: 'auto', direction: 'loosens' },
        { path: 'approvals.expiresAfterSeconds', before: '300', after: '60', direction: 'tightens' },
      ],
    })
    const digest = desk.pending()?.digest ?? ''
    expect(await desk.accept(digest, me)).toMatchObject({ status: 'saved' })
    expect(desk.current().approvals).toMatchObject({ mode: 'auto', expiresAfterSeconds: 60 })
    expect(desk.pending()).toBeNull()
  })

  it('is noted once, and blocks edits until somebody decided', async () => {
    const { desk, outside, notes } = await aConfig(calm)
    await outside('approvals: { mode: auto }\n')
    await desk.reload()
    expect(notes).toMatchObject([{ step: 'found-changed', loosens: true, result: 'waiting' }])
    expect(await desk.edit(['approvals', 'mode'], 'strict', me)).toMatchObject({ status: 'pending' })
  })

  it('cannot be accepted unseen when the file changed after it was shown', async () => {
    const { desk, outside } = await aConfig(calm)
    await outside('approvals: { mode: strict }\n')
    const shown = desk.pending()?.digest ?? ''
    await outside('approvals: { mode: auto }\n')
    expect(await desk.accept(shown, me)).toEqual({ status: 'not-as-shown' })
    expect(desk.current().approvals.mode).toBe('ask')
  })

  it('is thrown away by a revert', async () => {
    const { desk, outside, text } = await aConfig(calm)
    await outside('posture: public\n')
    expect(await desk.revert(me)).toMatchObject({ status: 'saved' })
    expect(await text()).toBe(calm)
    expect(desk.pending()).toBeNull()
  })

  it('that is malformed changes nothing, loses nothing and names the place', async () => {
    const { desk, outside, text } = await aConfig(calm)
    await outside('approvals:\n  mode: [ask\n')
    expect(desk.current().approvals.mode).toBe('ask')
    expect(desk.pending()).toMatchObject({ reason: 'invalid', problems: [{ line: 3, column: 1 }] })
    expect(await text()).toBe('approvals:\n  mode: [ask\n')
    expect(await desk.accept(desk.pending()?.digest ?? '', me)).toMatchObject({ status: 'invalid' })
  })

  it('of Gatehouse itself, which knows a key no more, holds strictly, names the line, and lets its deletion be accepted', async () => {
    const { ports, outside } = await aConfig(calm)
    const document = new SealedDocument({
      file: configPath(ports.home),
      name: 'config',
      seal: { sign: ports.sign, verify: ports.verify },
      clock: ports.clock,
      disk: ports.disk,
      ...(ports.lock && { lock: ports.lock }),
    })
    await document.write(`${calm}exposure: { mode: local }\n`, 'owner', 'before the update')
    const after = await openConfig(ports)
    expect([after.current().posture, after.pending()]).toMatchObject([
      'public',
      { reason: 'invalid', problems: [{ path: 'exposure', line: 1 + calm.trimEnd().split('\n').length }] },
    ])
    await outside(calm)
    await after.reload()
    expect(await after.accept(after.pending()?.digest ?? '', me)).toMatchObject({ status: 'saved' })
    expect([after.current().posture, after.pending()]).toEqual(['personal', null])
  })

  it('that removes the file is told, and the last accepted config holds', async () => {
    const { desk, ports } = await aConfig('approvals: { mode: strict }\n')
    await ports.disk.remove('/home/config.yaml')
    await desk.reload()
    expect(desk.current().approvals.mode).toBe('strict')
    expect(desk.pending()).toMatchObject({ reason: 'removed' })
  })

  it('in the sealed versions is as if the version were not there', async () => {
    const { desk, ports, outside } = await aConfig(calm)
    await desk.edit(['approvals', 'mode'], 'strict', me)
    const newest = Buffer.from(await ports.disk.read('/home/history/config/000003')).toString('utf8')
    ports.disk.overwrite('/home/history/config/000003', Buffer.from(newest.replace('strict', 'auto')))
    await outside('approvals: { mode: auto }\n')
    expect(desk.current().approvals.mode).toBe('ask')
    expect(desk.pending()).toMatchObject({ reason: 'rolled-back' })
  })
})

describe('the history', () => {
  it('lists who changed what, and puts an older version back', async () => {
    const { desk, text } = await aConfig(calm)
    await desk.edit(['approvals', 'mode'], 'strict', me)
    expect(await desk.history()).toMatchObject([
      { id: 3, by: 'owner', why: 'set approvals.mode' },
      { id: 2, by: 'owner', why: 'accepted a change from outside' },
      { id: 1, by: 'gatehouse', why: 'first config' },
    ])
    expect(await desk.restore(2, me)).toMatchObject({ status: 'saved' })
    expect(await text()).toBe(calm)
    expect(await desk.restore(99, me)).toEqual({ status: 'no-such-version' })
  })

  it('notices a data folder that was put back to an older state', async () => {
    const pinned = { id: '0' }
    const pin = {
      read: async () => pinned.id,
      write: async (id: string) => {
        pinned.id = id
      },
    }
    const { ports } = await aConfig(calm)
    const desk = await openConfig({ ...ports, pin })
    await desk.edit(['approvals', 'mode'], 'auto', me)
    await desk.edit(['approvals', 'mode'], 'strict', me)
    await ports.disk.remove('/home/history/config/000004')
    ports.disk.overwrite('/home/config.yaml', Buffer.from(calm.replace('ask', 'auto')))
    const later = await openConfig({ ...ports, pin })
    expect(later.pending()).toMatchObject({ reason: 'rolled-back' })
  })
})

it('is the old or the new one, sealed, after a power cut before any write of an edit', async () => {
  for (const style of cutStyles) {
    for (let step = 1; ; step++) {
      const { desk, ports } = await aConfig(calm)
      ports.disk.cutBefore(step)
      const cut = await desk.edit(['approvals', 'mode'], 'strict', me).then(
        () => false,
        error => error instanceof PowerCut,
      )
      const after = await openConfig({ ...ports, disk: ports.disk.afterPower(style) })
      expect(after.pending(), `${style} before write ${step}`).toBeNull()
      expect(['ask', 'strict']).toContain(after.current().approvals.mode)
      if (!cut) break
      expect(step).toBeLessThan(50)
    }
  }
})
