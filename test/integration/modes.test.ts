import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorFile } from '../../src-main/audit/node/anchor-file.ts'
import { openTrail } from '../../src-main/audit/node/trail.ts'
import { exportAudit } from '../../src-main/cli/audit.ts'
import { openConfig } from '../../src-main/config/node/open-config.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import { GrantBook } from '../../src-main/keeper/grants.ts'
import { RotatingFile } from '../../src-main/kit/node/rotating-file.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { createVault } from '../../src-main/vault/node/open-vault.ts'
import { restoreKey } from '../../src-main/vault/node/restore-key.ts'
import { owner } from '../kit/a-vault.ts'
import { anUp } from '../kit/an-up.ts'
import { fileKeyStore } from '../kit/file-key-store.ts'
import { memoryKeyStore } from '../kit/memory-key-store.ts'
import { aHome } from '../kit/temp-home.ts'
import { watchModes } from '../kit/watch-modes.ts'
import { aDecision } from '../unit/audit/parts.ts'

const me = { who: 'owner', door: 'test' }
const audit = async (): Promise<void> => {}

/** Does something while another process looks at every name in the folder, with a umask that hides nothing. */
async function watched(folder: string, act: () => Promise<void>): Promise<{ seen: string[]; open: string[] }> {
  const watcher = watchModes(folder)
  const before = process.umask(0)
  try {
    await act()
  } finally {
    process.umask(before)
  }
  return watcher.end()
}

/** The accepted versions, the copy that waits, and what comes of accepting, reverting and restoring. */
async function changeSettings(folder: string): Promise<void> {
  const ports = { home: folder, clock: systemClock, audit }
  const config = await openConfig({ ...ports, ...sealWith(Buffer.alloc(32, 7)) })
  const file = join(folder, 'config.yaml')
  for (const seconds of [60, 61]) {
    await config.edit(['approvals', 'expiresAfterSeconds'], seconds, me)
    await appendFile(file, 'policy: { readOnly: true }\n')
    await config.reload()
    const digest = config.pending()?.digest ?? ''
    if (seconds === 60) await config.accept(digest, me)
    else await config.revert(me)
    await config.restore(1, me)
  }
  const grants = await GrantBook.open({ ...ports, seal: sealWith(Buffer.alloc(32, 9)) })
  await grants.refuse({ tool: 'read', agent: 'main', pathsWithin: '/w' } as never, 'owner', 'never read there')
  await writeFile(join(folder, 'grants'), 'not ours')
  await grants.sealed.reload()
  await grants.sealed.revert(me)
}

/** Segments, the anchor, an end that a crash tore, its repair, and a copy taken out. */
async function writeTrail(folder: string): Promise<void> {
  const parts = {
    folder: join(folder, 'audit'),
    sealKey: new Uint8Array(32).fill(7),
    clock: systemClock,
    redact: (text: string) => text,
    anchor: anchorFile(join(folder, 'anchor')),
    anchorEveryMs: 1,
    rotation: { maxBytes: 2000, maxAgeMs: 1e12 },
  }
  for (let round = 0; round < 3; round += 1) {
    const trail = await openTrail(parts)
    for (let index = 0; index < 20; index += 1) await trail.append(aDecision({ subject: `step ${index}` }))
    await trail.close()
    const last =
      (await readdir(parts.folder))
        .filter(name => name.startsWith('segment-'))
        .sort()
        .at(-1) ?? ''
    await appendFile(join(parts.folder, last), '{"prev":"torn')
  }
  const silent = { out: () => {}, err: () => {}, raw: () => {}, secret: async () => null, ask: async () => null }
  const options = { format: 'jsonl', to: join(folder, 'copy.jsonl'), send: null, since: null, until: null }
  await exportAudit({ keeper: null, folder: parts.folder }, options, { ...silent, interactive: false })
}

async function recoverKey(folder: string): Promise<void> {
  const keys = join(folder, 'keys')
  await mkdir(keys, { mode: 0o700 })
  const ports = { folder: join(folder, 'old'), keyStore: fileKeyStore(keys), clock: systemClock, audit }
  const made = await createVault(ports)
  if (made.status !== 'created') throw new Error(made.status)
  await made.vault.put('KEY', 'value', owner)
  await made.vault.rotateMasterKey(owner)
  expect((await restoreKey({ ...ports, keyStore: memoryKeyStore() }, made.phrase)).status).toBe('open')
}

describe('no file is readable by others, not for a moment, whatever the umask', () => {
  it('of the versions, copies, repairs and rotated files that the records are made of', async () => {
    await using home = aHome()
    const folder = home.path('data')
    await mkdir(folder, { mode: 0o700 })
    const { seen, open } = await watched(folder, async () => {
      await Promise.all([changeSettings(folder), writeTrail(folder), recoverKey(folder)])
      const log = new RotatingFile({ folder: join(folder, 'logs'), name: 'keeper', maxBytes: 400, keep: 3 })
      for (let line = 0; line < 200; line += 1) log.write(`line ${line} ${'x'.repeat(40)}\n`)
      log.close()
    })
    expect(open).toEqual([])
    const names = seen.map(path => path.slice(folder.length + 1))
    for (const expected of [
      /^history\/config\/\d+$/,
      /^history\/grants\/\d+$/,
      /^audit\/segment-/,
      /^anchor$/,
      /^copy\.jsonl$/,
      /^logs\/keeper\.3\.log$/,
      /^old\/vault$/,
    ])
      expect(names.some(name => expected.test(name))).toBe(true)
  })

  it('of a whole house that is set up, used, exported from and ended', async () => {
    await using home = aHome()
    const { seen, open } = await watched(home.root, async () => {
      const up = await anUp({ home, pin: '123456' })
      const told = async (args: string[], input = '') => expect((await up.cli(args, input)).code).toBe(0)
      await told(['config', 'set', 'approvals.expiresAfterSeconds', '60', '--pin-stdin'], '123456\n')
      await appendFile(home.path('config.yaml'), '# looked at\n')
      await told(['audit', 'export', '--to', home.path('trail.jsonl')])
      expect((await readFile(home.path('trail.jsonl'), 'utf8')).length).toBeGreaterThan(100)
      up.kill('SIGTERM')
      await up.exited
    })
    expect(open).toEqual([])
    expect(seen.length).toBeGreaterThan(15)
  }, 120_000)
})
