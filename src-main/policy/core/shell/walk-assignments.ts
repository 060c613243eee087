import type { ArrayValue, Command } from 'unbash'
import { expandWord } from './expand.ts'
import type { Expansion } from './expansion.ts'
import type { EnvSet } from './inspector.ts'
import { UNKNOWN_TEXT } from './marks.ts'

/** An assignment among the arguments of `export`, `declare` and kin, as the words they get. */
export function assignmentWord(
  node: Extract<Command['suffix'][number], { type: 'Assignment' }>,
  x: Expansion,
): string[][] {
  if (node.index) {
    x.guard(node.index.text)
    x.text(node.index)
  }
  if (node.value.type === 'ArrayValue') {
    const list = elementsOf(node.value, x)
    x.scope.vars.set(node.name, { texts: [list[0] ?? ''], list })
    return [[`${node.name}=${list.join(' ')}`]]
  }
  return x.text(node.value).map(text => [`${node.name}=${text}`])
}

/** The assignments in front of a command; alone on a line they are remembered. */
export function assignmentsOf(node: Command, x: Expansion): EnvSet[] {
  const env: EnvSet[] = []
  if (node.prefix.length === 0) return env
  for (const part of node.prefix) {
    if (part.type !== 'Assignment') continue
    if (part.index) {
      x.guard(part.index.text)
      x.text(part.index)
    }
    if (part.value.type === 'ArrayValue') {
      const list = elementsOf(part.value, x)
      const old = part.append ? (x.scope.vars.get(part.name)?.list ?? []) : []
      x.scope.vars.set(part.name, { texts: [list[0] ?? ''], list: [...old, ...list] })
      env.push({ name: part.name, value: list.join(' ') })
      continue
    }
    const texts = x.text(part.value)
    if (!node.name) remember(x, part.name, texts, part.append === true, part.index !== undefined)
    for (const value of texts.slice(0, 4)) env.push({ name: part.name, value })
  }
  return env
}

function remember(x: Expansion, name: string, texts: string[], append: boolean, indexed: boolean): void {
  const old = x.scope.vars.get(name)
  if (indexed) {
    x.scope.vars.set(name, { texts: old?.texts ?? texts, list: [...(old?.list ?? []), ...texts] })
  } else if (append) {
    x.scope.setAny(
      name,
      (old?.texts ?? ['', UNKNOWN_TEXT]).flatMap(before => texts.map(text => before + text)),
    )
  } else x.scope.setAny(name, texts)
}

/** The values of an array; `[key]=value` counts by its value. */
function elementsOf(array: ArrayValue, x: Expansion): string[] {
  return array.elements
    .flatMap(word => expandWord(word, x).flat())
    .map(text => text.replace(/^(\uFDD3|\[[^\]]*\])=/, ''))
}
