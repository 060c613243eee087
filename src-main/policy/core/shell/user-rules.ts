import { ask, deny, type Finding, type Invocation } from './inspector.ts'
import { baseName } from './paths.ts'
import type { Setting } from './setting.ts'

/** What the rules a person added say about one command. */
export function userFindings(invocation: Invocation, setting: Setting): Finding[] {
  if (setting.deny.length === 0 && setting.danger.length === 0) return []
  const words = invocation.argv.map((word, i) => (i === 0 ? baseName(word) : word))
  const found: Finding[] = []
  for (const chain of setting.deny) {
    if (chain.length > 0 && chain.every((word, i) => words[i] === word)) {
      found.push(deny('user.deny', `Your rule refuses "${chain.join(' ')}".`))
    }
  }
  const line = invocation.argv.join(' ')
  for (const text of setting.danger) {
    if (line.includes(text)) found.push(ask('user.danger', `Your rule asks about "${text}".`))
  }
  return found
}
