import type { OfferedGrant } from '../../contract/model/verdict.ts'
import { programName } from './shell/dispatch.ts'
import { mayBeGranted } from './shell/grants/suggest-rule.ts'

/**
 * Why a rule may not be kept for good, or null. The rules we offer are narrow; this is for one that a person edited, or
 * that something put in the place of the offered one.
 */
export function refusedForGood(rule: OfferedGrant): string | null {
  if (rule.kind === 'grant') return rule.grant.effect === 'deny' ? 'This is a refusal. Use "Always deny" for it.' : null
  if (rule.entries.length === 0) return 'It names no program.'
  return rule.entries.map(entry => refusedProgram(entry.path)).find(why => why !== null) ?? null
}

function refusedProgram(path: string): string | null {
  if (!path.startsWith('/') || path.split('/').some(part => part === '..' || part === '.'))
    return `Name the program by its full path: "${path}" could come to mean another one.`
  if (/[*?]/.test(path) || path.endsWith('/')) return `"${path}" names more than one program. Name one.`
  return mayBeGranted(path)
    ? null
    : `${programName(path)} can start any other program, so a lasting yes to it would be a yes to everything. Answer once, or for this session.`
}
