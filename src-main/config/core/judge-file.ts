/** What the file system says about one of our files. */
export type FileFacts = {
  readonly kind: 'file' | 'folder' | 'other'
  readonly mode: number
  readonly uid: number
  readonly readable: boolean
}

/** What is wrong with a file's rights, and whether we can put it right ourselves. */
export type FileFinding = {
  readonly problem: 'others-can-read' | 'others-can-write' | 'foreign-owner' | 'not-a-plain-file'
  readonly repair: 'tighten' | 'take-over' | 'replace' | 'person'
  readonly advice: string
}

const advice: Readonly<Record<FileFinding['problem'], string>> = {
  'others-can-write':
    'Others on this computer could change it. Look through the change, if one waits: gatehouse config pending.',
  'others-can-read': 'Others on this computer could read it.',
  'foreign-owner': 'It belongs to another user. Give it back to you: sudo chown "$USER" FILE.',
  'not-a-plain-file': 'It is a link or a special file, which Gatehouse never follows. Remove it and restore the file.',
}

/**
 * Judges the rights of one of our files: it must belong to us and nobody else may touch it. A file that only its
 * owner may read, and not even write (0400), is tighter than ours and stays as it is.
 */
export function judgeFile(facts: FileFacts, ourUid: number): FileFinding | null {
  const finding = (problem: FileFinding['problem'], repair: FileFinding['repair']): FileFinding => ({
    problem,
    repair,
    advice: advice[problem],
  })
  if (facts.kind === 'other') return finding('not-a-plain-file', 'person')
  if (facts.uid !== ourUid) {
    if (ourUid === 0) return finding('foreign-owner', 'take-over')
    // In a folder of ours a file of another user can be replaced by a copy of ours, if only we can read it.
    return finding('foreign-owner', facts.kind === 'file' && facts.readable ? 'replace' : 'person')
  }
  if (facts.mode & 0o022) return finding('others-can-write', 'tighten')
  return facts.mode & 0o077 ? finding('others-can-read', 'tighten') : null
}
