import { basename, join } from 'node:path'
import { watch } from 'chokidar'
import type { Clock } from '../../kit/core/clock.ts'
import { type Disk, realDisk } from '../../kit/node/disk.ts'
import type { FileLock } from '../../kit/node/file-lock.ts'
import { firstConfigText } from '../core/first-config.ts'
import type { NoteConfig } from '../core/note.ts'
import { ConfigDesk } from './config-desk.ts'
import { repairFiles } from './file-guard.ts'
import type { Seal } from './seal.ts'
import { SealedDocument, type VersionPin } from './sealed-document.ts'

/** What a config is opened with. */
export type ConfigPorts = Seal & {
  readonly home: string
  readonly clock: Clock
  readonly audit: NoteConfig
  readonly pin?: VersionPin
  readonly disk?: Disk
  readonly lock?: FileLock
}

/** The file people edit. */
export const configPath = (home: string): string => join(home, 'config.yaml')

/** Opens the config of a data folder; writes and seals a first one, with explanations, where none was ever. */
export async function openConfig(ports: ConfigPorts): Promise<ConfigDesk> {
  await (ports.disk ?? realDisk).makeFolder(ports.home)
  if (!ports.disk) await putRightsRight(ports)
  const document = new SealedDocument({
    file: configPath(ports.home),
    name: 'config',
    seal: { sign: ports.sign, verify: ports.verify },
    clock: ports.clock,
    ...(ports.pin && { pin: ports.pin }),
    ...(ports.disk && { disk: ports.disk }),
    ...(ports.lock && { lock: ports.lock }),
  })
  await document.recover()
  if ((await document.look()).status === 'empty') await document.write(firstConfigText(), 'gatehouse', 'first config')
  const desk = new ConfigDesk(document, ports.audit)
  await desk.reload()
  return desk
}

/** Loose rights are put right before anything is read, and what was found is in the trail. */
async function putRightsRight({ home, audit }: ConfigPorts): Promise<void> {
  const found = await repairFiles(home)
  if (found.length === 0) return
  const loosens = found.some(({ problem }) => problem !== 'others-can-read')
  const paths = found.map(({ path, problem }) => `${basename(path)}: ${problem}`)
  await audit({ step: 'found-changed', area: 'config', paths, loosens, who: 'unknown', door: 'file', result: 'ok' })
}

/** A file in the data folder, and what to do when it may have changed. */
export type WatchedFile = { readonly path: string; readonly reload: () => Promise<void> }

/** Looks again whenever one of the files changes on disk. The answer ends it. */
export function watchFiles(home: string, files: readonly WatchedFile[]): () => Promise<void> {
  // The folder, not the file: an editor that saves by renaming would take the watch away with the old file.
  const watcher = watch(home, { depth: 0, ignoreInitial: true })
  const look = (path: string): void => {
    for (const file of files) if (file.path === path) void file.reload().catch(() => {}) // the change is held back; that it could not be recorded has a condition of its own
  }
  watcher.on('add', look).on('change', look).on('unlink', look)
  return () => watcher.close()
}
