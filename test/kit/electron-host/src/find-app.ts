import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { HostFault } from './host-fault.ts'

/** The application that a run is about. */
export interface FoundApp {
  main: string
  folder: string
  name: string
  version: string
}

interface PackageJson {
  name?: string
  productName?: string
  version?: string
  main?: string
}

function nearestPackage(from: string): { folder: string; described: PackageJson } | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    if (existsSync(path)) return { folder, described: JSON.parse(readFileSync(path, 'utf8')) as PackageJson }
    if (dirname(folder) === folder) return undefined
  }
}

/** Finds the entry file the way Electron does: a folder names it in its package.json. */
export function findApp(entry: string | undefined, cwd: string): FoundApp {
  if (entry === undefined) throw new HostFault('no application was named: give a folder with a package.json, or a file')
  const path = resolve(cwd, entry)
  if (!existsSync(path)) throw new HostFault(`${path} does not exist`)
  const isFolder = statSync(path).isDirectory()
  const found = nearestPackage(isFolder ? path : dirname(path))
  const main = isFolder ? join(path, found?.described.main ?? 'index.js') : path
  if (!existsSync(main)) throw new HostFault(`${main} does not exist: build the application first`)
  const folder = isFolder ? path : (found?.folder ?? dirname(path))
  const { productName, name = 'Electron', version = '0.0.0' } = found?.described ?? {}
  return { main, folder, name: productName ?? name, version }
}
