import type { ConfigNote } from '../../src-main/config/core/note.ts'
import type { ConfigDesk } from '../../src-main/config/node/config-desk.ts'
import { type ConfigPorts, openConfig } from '../../src-main/config/node/open-config.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import { lockForOne, stillClock } from './a-vault.ts'
import { PowerCutDisk } from './power-cut-disk.ts'

export type AConfig = {
  desk: ConfigDesk
  notes: ConfigNote[]
  ports: ConfigPorts & { disk: PowerCutDisk }
  /** The file as a person sees it. */
  text(): Promise<string>
  /** Writes the file behind Gatehouse's back, and lets it look. */
  outside(text: string): Promise<void>
}

/** A config in memory, with an accepted text. */
export async function aConfig(text?: string): Promise<AConfig> {
  const notes: ConfigNote[] = []
  const ports = {
    home: '/home',
    ...sealWith(Buffer.alloc(32, 7)),
    clock: stillClock(),
    disk: new PowerCutDisk(),
    lock: lockForOne,
    audit: async (note: ConfigNote) => {
      notes.push(note)
    },
  }
  const desk = await openConfig(ports)
  const a: AConfig = {
    desk,
    notes,
    ports,
    text: async () => Buffer.from(await ports.disk.read('/home/config.yaml')).toString('utf8'),
    outside: async changed => {
      ports.disk.overwrite('/home/config.yaml', Buffer.from(changed))
      await desk.reload()
    },
  }
  if (text === undefined) return a
  await a.outside(text)
  const pending = desk.pending()
  if (pending) await desk.accept(pending.digest, { who: 'owner', door: 'test' })
  notes.length = 0
  return a
}
