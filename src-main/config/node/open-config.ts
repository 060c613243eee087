import { basename, join } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
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

/** How often files are looked at where the system tells nothing. */
const LOOK_MS = 1000

/** Looks again whenever one of the files changes on disk. The answer ends it. */
export function watchFiles(home: string, files: readonly WatchedFile[]): () => Promise<void> {
  const reload = (file: WatchedFile): void => void file.reload().catch(() => {}) // the change is held back; that it could not be recorded has a condition of its own
  const look = (path: string): void => files.filter(file => file.path === path).forEach(reload)
  // The folder, not the file: an editor that saves by renaming would take the watch away with the old file.
  const listen = (usePolling: boolean): FSWatcher =>
    watch(home, { depth: 0, ignoreInitial: true, usePolling, interval: LOOK_MS })
      .on('add', look)
      .on('change', look)
      .on('unlink', look)
  let watcher = listen(false)
  // The system gives a user so many watches (inotify: 128 programs), and an editor or two can hold them all.
  watcher.once('error', () => {
    const before = watcher.on('error', () => {})
    watcher = listen(true).on('error', () => {})
    files.forEach(reload) // what changed in between
    void before.close()
  })
  return () => watcher.close()
}
