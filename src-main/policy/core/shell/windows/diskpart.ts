import { FORMAT } from '../findings.ts'
import type { Finding, Inspector } from '../inspector.ts'
import { windowsPath } from './windows-path.ts'

const FORMATS = /(^|[\n;&|])\s*format\b/i

/** What diskpart is told to do, by its input or by a script that this very line wrote. That it runs is asked about anyway. */
export function diskpartFindings(args: readonly string[], fed: string | null, cwd: string, look: Inspector): Finding[] {
  const script = args[args.findIndex(arg => /^[/-]s$/i.test(arg)) + 1 || -1]
  const written = script === undefined ? null : look.writtenTo(windowsPath(script, cwd, look.setting))?.text
  return [fed, written].some(text => text != null && FORMATS.test(text)) ? [FORMAT] : []
}
