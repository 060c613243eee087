import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { HostArguments } from './arguments.ts'

function electronVersion(): string {
  try {
    const path = createRequire(import.meta.url).resolve('electron/package.json')
    return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
  } catch {
    // The npm package is only needed for its types; a run can do without.
    return '45.0.0'
  }
}

/** Makes this process look like Electron's main process to the application. */
export function disguise({ all }: HostArguments): void {
  const executable = process.env['ELECTRON_HOST_EXECUTABLE'] ?? process.execPath
  delete process.env['ELECTRON_HOST_EXECUTABLE']
  process.argv = [executable, ...all]
  const versions = Object.freeze({ ...process.versions, electron: electronVersion(), chrome: '152.0.0.0' })
  Object.defineProperty(process, 'versions', { value: versions, configurable: true, enumerable: true })
  const fields = { type: 'browser', defaultApp: true, resourcesPath: import.meta.dirname }
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true })
}
