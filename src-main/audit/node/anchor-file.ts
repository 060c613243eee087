import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Anchor, type AnchorStore, parseAnchor } from '../core/anchor.ts'
import { syncFolder } from './segment-file.ts'

/**
 * Keeps the anchor in a file. Weaker than the keychain: who can put back an earlier copy of the trail can put back
 * this file too, if it lies beside it. For machines without a keychain, and best on another disk.
 */
export function anchorFile(path: string): AnchorStore {
  return {
    async read(): Promise<Anchor | null> {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
      const anchor = parseAnchor(text)
      if (!anchor) throw new Error(`${path} holds no anchor`)
      return anchor
    },
    async keep(anchor: Anchor): Promise<void> {
      const next = await open(`${path}.next`, 'w', 0o600)
      try {
        await next.writeFile(JSON.stringify(anchor))
        await next.datasync()
      } finally {
        await next.close()
      }
      await rename(`${path}.next`, path)
      await syncFolder(dirname(path))
    },
  }
}
