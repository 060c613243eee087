import { describe, expect, it } from 'vitest'
import { checkPhrase } from '../../../src-main/vault/node/check-phrase.ts'
import { createVault, openVault } from '../../../src-main/vault/node/open-vault.ts'
import { restoreKey } from '../../../src-main/vault/node/restore-key.ts'
import { aVault, owner } from '../../kit/a-vault.ts'
import { memoryKeyStore } from '../../kit/memory-key-store.ts'

const reopened = async (ports: Parameters<typeof openVault>[0]) => {
  const opening = await openVault(ports)
  if (opening.status !== 'open') throw new Error(opening.status)
  return opening.vault
}

describe('a vault', () => {
  it('gives back what was put in, also after it was opened again', async () => {
    const { vault, ports } = await aVault({ KEY: 'wert mit ü' })
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'wert mit ü' })
    expect(await (await reopened(ports)).get('KEY', owner)).toEqual({ status: 'ok', value: 'wert mit ü' })
  })

  it('keeps older versions readable until the master key is rotated', async () => {
    const { vault } = await aVault({ KEY: 'first' })
    await vault.put('KEY', 'second', owner)
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'second' })
    expect(await vault.get('KEY', owner, 1)).toEqual({ status: 'ok', value: 'first' })
    expect(await vault.rotateMasterKey(owner)).toEqual({ status: 'rotated', generation: 1, droppedVersions: 1 })
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'second' })
    expect(await vault.get('KEY', owner, 1)).toEqual({ status: 'unknown' })
  })

  it('lists everything about a secret except its value', async () => {
    const { vault } = await aVault({ ANTHROPIC_API_KEY: 'sk-ant-api03-abc' })
    expect(await vault.list()).toEqual({
      status: 'ok',
      secrets: [
        {
          name: 'ANTHROPIC_API_KEY',
          purpose: 'model',
          version: 1,
          olderVersions: 0,
          changedAt: '2026-01-15T00:00:00.000Z',
          age: { days: 0, reminder: 'fresh' },
          provider: { id: 'anthropic', name: 'Anthropic', revokeUrl: 'https://console.anthropic.com/settings/keys' },
        },
      ],
    })
  })

  it('notes a use before it hands the value out, and hands nothing out when it cannot', async () => {
    const { vault, notes, ports } = await aVault({ KEY: 'value' })
    notes.length = 0
    await vault.get('KEY', owner)
    expect(notes).toEqual([{ step: 'used', secret: 'KEY', who: 'owner', door: 'window', result: 'ok' }])
    const opening = await openVault({ ...ports, audit: () => Promise.reject(new Error('disk full')) })
    if (opening.status !== 'open') throw new Error(opening.status)
    await expect(opening.vault.get('KEY', owner)).rejects.toThrow('disk full')
    await expect(opening.vault.put('OTHER', 'x', owner)).rejects.toThrow('disk full')
    expect(await vault.get('OTHER', owner)).toEqual({ status: 'unknown' })
  })

  it('never lists, hands out or replaces what Gatehouse keeps for itself', async () => {
    const { vault } = await aVault()
    await vault.keepInternal('.approver-pin', 'hash')
    expect(await vault.recallInternal('.approver-pin')).toEqual({ status: 'ok', value: 'hash' })
    expect(await vault.get('.approver-pin', owner)).toEqual({ status: 'unknown' })
    expect(await vault.remove('.approver-pin', owner)).toEqual({ status: 'unknown' })
    expect(await vault.recallInternal('.seed')).toEqual({ status: 'unknown' })
    expect(() => vault.keepInternal('.seed', 'mine')).toThrow(TypeError)
    expect(await vault.list()).toEqual({ status: 'ok', secrets: [] })
  })

  it('derives the same keys after a rotation, and others for another purpose', async () => {
    const { vault, ports } = await aVault()
    const before = vault.derive('config')
    await vault.rotateMasterKey(owner)
    const after = await reopened(ports)
    expect(after.derive('config')).toEqual(before)
    expect(after.derive('audit')).not.toEqual(before)
  })

  it('sees what another process wrote, also under a new master key', async () => {
    const { vault, ports } = await aVault({ KEY: 'one' })
    const other = await reopened(ports)
    await other.put('KEY', 'two', owner)
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'two' })
    await other.rotateMasterKey(owner)
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'two' })
    await vault.put('KEY', 'three', owner)
    expect(await other.get('KEY', owner)).toEqual({ status: 'ok', value: 'three' })
  })
})

describe('a master key', () => {
  it('is never made while a vault exists, whatever the key store says', async () => {
    const { ports } = await aVault({ KEY: 'value' })
    const before = new Map(ports.keyStore.items)
    for (const trouble of ['missing', 'locked', 'unavailable', 'hung', 'corrupt'] as const) {
      ports.keyStore.fail(trouble)
      expect(await openVault(ports)).toMatchObject({ status: trouble })
      expect(await createVault(ports)).toEqual({ status: 'exists' })
    }
    expect(ports.keyStore.items).toEqual(before)
  })

  it('is not made beside a damaged vault either', async () => {
    const { ports } = await aVault()
    ports.disk.overwrite('/home/vault', new Uint8Array())
    expect(await openVault(ports)).toMatchObject({ status: 'damaged' })
    expect(await createVault(ports)).toEqual({ status: 'exists' })
  })

  it('of another vault is told apart from a damaged file', async () => {
    const { ports } = await aVault()
    for (const [item] of ports.keyStore.items) ports.keyStore.items.set(item, new Uint8Array(32))
    expect(await openVault(ports)).toMatchObject({ status: 'wrong-key' })
  })
})

describe('a recovery phrase', () => {
  it('brings the key back on a machine that has only the vault file, also after rotations', async () => {
    const { vault, phrase, ports } = await aVault({ KEY: 'value' })
    await vault.rotateMasterKey(owner)
    await vault.rotateMasterKey(owner)
    const newMachine = { ...ports, keyStore: memoryKeyStore() }
    expect(await openVault(newMachine)).toMatchObject({ status: 'missing' })
    expect(await checkPhrase(newMachine, phrase)).toEqual({ status: 'ok' })
    const restored = await restoreKey(newMachine, phrase.toLowerCase().replaceAll('-', ' '))
    if (restored.status !== 'open') throw new Error(restored.status)
    expect(await restored.vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'value' })
    expect(await (await reopened(newMachine)).get('KEY', owner)).toEqual({ status: 'ok', value: 'value' })
  })

  it('of another vault does nothing', async () => {
    const { ports } = await aVault()
    const other = await aVault()
    expect(await restoreKey(ports, other.phrase)).toEqual({ status: 'other-vault' })
  })

  it('stops working once another one was made', async () => {
    const { vault, phrase, ports } = await aVault()
    const renewed = await vault.renewRecoveryPhrase(owner)
    if (renewed.status !== 'ok') throw new Error(renewed.status)
    expect(await checkPhrase(ports, phrase)).toEqual({ status: 'other-vault' })
    expect(await checkPhrase(ports, renewed.phrase)).toEqual({ status: 'ok' })
  })
})
