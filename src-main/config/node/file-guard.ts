import { access, chmod, chown, constants, lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../../kit/node/disk.ts'
import { replaceFile } from '../../kit/node/replace-file.ts'
import { type FileFacts, type FileFinding, judgeFile } from '../core/judge-file.ts'

/** One finding, where it is, and whether it could be put right. */
export type GuardedFile = FileFinding & { readonly path: string; readonly repaired: boolean }

/** What Gatehouse keeps directly in a data folder and must be the owner's alone; a missing one is no finding. */
const GUARDED = [
  '',
  'config.yaml',
  'grants',
  'vault',
  'vault.passphrase',
  'keeper.db',
  'sessions.db',
  'usage.db',
  'history',
  'audit',
  'logs',
  'run',
  'run/UNSAFE-signing.key',
]

/** Checks the rights of everything that protects the rest, without changing anything. */
export async function inspectFiles(home: string): Promise<GuardedFile[]> {
  return guard(home, async () => false)
}

/** Checks the rights, and puts right what can be put right. */
export async function repairFiles(home: string): Promise<GuardedFile[]> {
  return guard(home, repair)
}

async function guard(
  home: string,
  mend: (path: string, facts: FileFacts, finding: FileFinding) => Promise<boolean>,
): Promise<GuardedFile[]> {
  const ourUid = process.getuid?.()
  if (ourUid === undefined) return [] // Windows: the profile folder's own rights hold
  const found: GuardedFile[] = []
  for (const path of await pathsOf(home)) {
    const facts = await factsOf(path)
    const finding = facts && judgeFile(facts, ourUid)
    if (finding) found.push({ ...finding, path, repaired: await mend(path, facts, finding) })
  }
  return found
}

async function pathsOf(home: string): Promise<string[]> {
  const history = join(home, 'history')
  const versions = await readdir(history, { recursive: true }).catch(() => []) // absent or unreadable: judged by itself
  return [...GUARDED.map(name => join(home, name)), ...versions.map(name => join(history, name))]
}

async function factsOf(path: string): Promise<FileFacts | null> {
  try {
    const found = await lstat(path) // not stat: a link must be seen as a link
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
    const readable = await access(path, constants.R_OK).then(
      () => true,
      () => false,
    )
    return { kind, mode: found.mode & 0o777, uid: found.uid, readable }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function repair(path: string, facts: FileFacts, { repair }: FileFinding): Promise<boolean> {
  if (repair === 'person') return false
  try {
    if (repair === 'replace') await replaceFile(path, await readFile(path))
    if (repair === 'take-over') await chown(path, process.getuid?.() ?? 0, process.getgid?.() ?? 0)
    if (repair !== 'replace') await chmod(path, facts.mode & 0o700)
    return true
  } catch {
    return false // read-only medium or a lost race: the finding stays and a person sees it
  }
}
