import { ask, type Inspector } from '../inspector.ts'
import type { Scope } from '../scope.ts'

/** Judges a PowerShell command line. */
export function judgePowerShell(_text: string, scope: Scope, via: readonly string[], look: Inspector): void {
  look.record({ argv: ['powershell'], env: [], redirects: [], input: null, via, written: null, scope }, [
    ask('unclear.shell', 'Commands of this shell are not read yet.', 'unknown'),
  ])
}
