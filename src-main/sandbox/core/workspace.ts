/** What a file tool answers when it does not do what was asked; the agent reads `why`. */
export type FileRefusal = { readonly ok: false; readonly code: RefusalCode; readonly why: string }
export type RefusalCode =
  | 'outside'
  | 'not-found'
  | 'not-a-file'
  | 'not-a-folder'
  | 'binary'
  | 'too-large'
  | 'hard-link'
  | 'no-match'
  | 'many-matches'
  | 'no-access'
  | 'elsewhere'
  | 'failed'

/** A file's text, or a part of it. */
export type FileText = {
  readonly ok: true
  readonly text: string
  readonly lines: number
  readonly firstLine: number
  readonly bytes: number
  /** Whether there is more than was returned. */
  readonly more: boolean
}
export type FileWritten = { readonly ok: true; readonly bytes: number; readonly created: boolean }
export type FileEdited = { readonly ok: true; readonly bytes: number; readonly replaced: number }
export type FolderEntry = {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly bytes: number
}
export type FolderList = { readonly ok: true; readonly entries: readonly FolderEntry[]; readonly more: boolean }
export type SearchHit = { readonly path: string; readonly line: number; readonly text: string }
export type SearchResult = {
  readonly ok: true
  readonly hits: readonly SearchHit[]
  readonly files: number
  readonly more: boolean
}

/** Bounds of one file call. A file tool is for text a model can read; the rest is for commands in the sandbox. */
export const FileBounds = {
  readBytes: 10 * 1024 * 1024,
  textBytes: 256 * 1024,
  writeBytes: 10 * 1024 * 1024,
  entries: 2000,
  hits: 200,
  searchFileBytes: 2 * 1024 * 1024,
  searchFiles: 20_000,
  hitLength: 300,
  links: 40,
} as const

/** The words of each refusal. */
export function refuse(code: RefusalCode, path: string, detail = ''): FileRefusal {
  const words: Record<RefusalCode, string> = {
    outside: `${path} is outside the workspace. File tools only reach files inside it.`,
    'not-found': `${path} does not exist.`,
    'not-a-file': `${path} is not a regular file.`,
    'not-a-folder': `${path} is not a folder.`,
    binary: `${path} is not text. Use a command in the sandbox to work with it.`,
    'too-large': `${path} is too large (${detail}). Read a part of it with a command such as head, tail or grep.`,
    'hard-link': `${path} has a second name somewhere else (a hard link), so it may not belong to the workspace.`,
    'no-match': `The text to replace was not found in ${path}. Read the file again: it may have changed.`,
    'many-matches': `The text to replace was found ${detail} times in ${path}. Give more of the text around it.`,
    'no-access': `The sandbox settings of this agent do not allow that (workspace: ${detail}).`,
    elsewhere: `${path} cannot be reached by file tools: the commands of this agent run on another machine, and so are its files. Use commands such as cat and tee.`,
    failed: `${path} could not be used: ${detail}.`,
  }
  return { ok: false, code, why: words[code] }
}

/**
 * The names from the workspace down to a path, or null when it leads elsewhere. Agents name files as their sandbox
 * shows them (`/workspace/a`), as the host does, or relative to the workspace. `..` is kept: the walk resolves it
 * against folders it really holds, because `a/..` is not the workspace when `a` is a link.
 */
export function workspaceParts(path: string, roots: readonly string[]): string[] | null {
  if (path.includes('\0')) return null
  const root = path.startsWith('/') ? roots.find(each => path === each || path.startsWith(`${each}/`)) : ''
  if (root === undefined) return null
  return path
    .slice(root.length)
    .split('/')
    .filter(part => part !== '' && part !== '.')
}

/** Whether bytes are something other than text: a NUL among the first 8 KB, as git decides it. */
export function looksBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8192).includes(0)
}

/** The lines `from` (1-based) to `from + count` of a text, bounded. */
export function sliceLines(text: string, from: number, count: number | undefined): FileText {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const first = Math.min(Math.max(from, 1), lines.length + 1)
  const wanted = lines.slice(first - 1, count === undefined ? undefined : first - 1 + count)
  const kept: string[] = []
  let size = 0
  for (const line of wanted) {
    size += line.length + 1
    if (size > FileBounds.textBytes && kept.length > 0) break
    kept.push(line.slice(0, FileBounds.textBytes))
  }
  const more = first - 1 + kept.length < lines.length
  const whole = first === 1 && !more
  return {
    ok: true,
    text: whole ? text : kept.join('\n'),
    lines: kept.length,
    firstLine: first,
    bytes: text.length,
    more,
  }
}

/** Replaces text once, or everywhere; an edit that fits twice is refused, because it may hit the wrong place. */
export function replaceText(
  path: string,
  text: string,
  find: string,
  replacement: string,
  every: 'once' | 'all',
): { ok: true; text: string; replaced: number } | FileRefusal {
  const count = find === '' ? 0 : text.split(find).length - 1
  if (count === 0) return refuse('no-match', path)
  if (count > 1 && every === 'once') return refuse('many-matches', path, String(count))
  // split and join, not replace(): `$&` in the new text must stay as it is.
  return { ok: true, text: text.split(find).join(replacement), replaced: count }
}
