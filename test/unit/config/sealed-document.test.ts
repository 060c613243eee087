import { describe, expect, it } from 'vitest'
import { sealWith } from '../../../src-main/config/node/seal.ts'
import { SealedDocument } from '../../../src-main/config/node/sealed-document.ts'
import { lockForOne, stillClock } from '../../kit/a-vault.ts'
import { cutStyles, PowerCut, PowerCutDisk } from '../../kit/power-cut-disk.ts'

const FILE = '/home/grants'

function aDocument(disk = new PowerCutDisk(), name = 'grants', key = 1) {
  const ports = { file: FILE, name, seal: sealWith(Buffer.alloc(32, key)), clock: stillClock(), disk, lock: lockForOne }
  return { document: new SealedDocument(ports), disk }
}

const outside = (disk: PowerCutDisk, text: string) => disk.overwrite(FILE, Buffer.from(text))
const digestNow = async (document: SealedDocument) => {
  const state = await document.look()
  return state.status === 'changed' ? state.digest : ''
}

describe('a sealed document', () => {
  it('counts what was written through it, and nothing else', async () => {
    const { document, disk } = aDocument()
    expect(await document.look()).toEqual({ status: 'empty' })
    expect(await document.write('one', 'owner', 'first')).toBe('written')
    expect(await document.look()).toEqual({ status: 'sealed', accepted: 'one' })
    outside(disk, 'two')
    expect(await document.look()).toMatchObject({
      status: 'changed',
      reason: 'changed-outside',
      accepted: 'one',
      outside: 'two',
    })
    expect(await document.write('three', 'owner', 'over it')).toBe('not-sealed')
  })

  it('accepts exactly what was shown', async () => {
    const { document, disk } = aDocument()
    await document.write('one', 'owner', 'first')
    outside(disk, 'harmless')
    const shown = await digestNow(document)
    outside(disk, 'evil')
    expect(await document.accept(shown, 'owner')).toBe('not-as-shown')
    expect(await document.look()).toMatchObject({ accepted: 'one', outside: 'evil' })
    expect(await document.accept(await digestNow(document), 'owner')).toBe('written')
    expect(await document.look()).toEqual({ status: 'sealed', accepted: 'evil' })
  })

  it('never takes the seal of another document, or of another key, for its own', async () => {
    const grants = aDocument()
    await grants.document.write('allow everything', 'owner', 'first')
    expect(await aDocument(grants.disk, 'grants', 2).document.look()).toMatchObject({
      status: 'changed',
      reason: 'never-sealed',
    })
    const version = await grants.disk.read('/home/history/grants/000001')
    grants.disk.overwrite('/home/history/policy/000001', version)
    expect(await aDocument(grants.disk, 'policy').document.look()).toMatchObject({
      status: 'changed',
      reason: 'never-sealed',
    })
  })

  it('does not take an older version under a newer number', async () => {
    const { document, disk } = aDocument()
    await document.write('loose', 'owner', 'first')
    await document.write('strict', 'owner', 'second')
    disk.overwrite('/home/history/grants/000003', await disk.read('/home/history/grants/000001'))
    outside(disk, 'loose')
    expect(await document.look()).toMatchObject({ status: 'changed', accepted: 'strict', outside: 'loose' })
  })

  it('is the old or the new one, sealed, after a power cut before any write, and can be written again', async () => {
    for (const style of cutStyles) {
      for (let step = 1, cut = true; cut; step++) {
        const { document, disk } = aDocument()
        await document.write('old', 'owner', 'first')
        disk.cutBefore(step)
        cut = await document.write('new', 'owner', 'second').then(
          () => false,
          error => error instanceof PowerCut,
        )
        const after = aDocument(disk.afterPower(style)).document
        await after.recover()
        const state = await after.look()
        expect(state.status, `${style}, write ${step}`).toBe('sealed')
        expect(['old', 'new']).toContain('accepted' in state ? state.accepted : null)
        expect(await after.write('newer', 'owner', 'third')).toBe('written')
      }
    }
  })
})
