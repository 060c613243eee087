import { join, resolve } from 'node:path'
import { buildIsCurrent } from '../../resources/start/build.mjs'

const ROOT = resolve(import.meta.dirname, '..', '..')

/**
 * The CLI to start: the built one, as people have it and three times as quick to start, where it was built from the
 * sources as they are; else the sources.
 */
export function ourCli(): string {
  return join(ROOT, buildIsCurrent() ? 'out/main/cli.js' : 'src-main/cli/entry.ts')
}
