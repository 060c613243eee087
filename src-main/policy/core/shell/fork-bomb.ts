import { forEachChild, type SyntaxNode } from 'unbash'

/** A call inside a function body, and how it is made. */
interface Inner {
  readonly name: string
  readonly piped: boolean
  readonly detached: boolean
}

/** Commands that read their words as code: a name in front of a bar or an ampersand is called there, too. */
const READS_WORDS = /^(eval|bash|sh|zsh|dash|ksh|source)$/

function callsIn(body: SyntaxNode, own: string): Inner[] {
  const found: Inner[] = []
  const visit = (node: SyntaxNode, piped: boolean, detached: boolean): void => {
    if (node.type === 'Command' && node.name) {
      found.push({ name: node.name.value, piped, detached })
      if (READS_WORDS.test(node.name.value))
        for (const word of node.suffix)
          for (const [, name = '', joint] of (word.type === 'Word' ? word.text : '').matchAll(
            /([\w:.@-]+)\s*([|&])(?![|&])/g,
          ))
            found.push({ name, piped: joint === '|', detached: detached || joint === '&' })
    }
    if (node.type === 'Function' && node.name.value === own) return
    const pipe = node.type === 'Pipeline' && node.commands.length > 1
    const apart = (node.type === 'Statement' && node.background === true) || node.type === 'Coproc'
    forEachChild(node, child => visit(child, piped || pipe, detached || apart))
  }
  visit(body, false, false)
  return found
}

// One call inside a pipe is how recursion over a tree of folders looks; two of them double at every step.
const multiplies = (calls: readonly Inner[]): boolean =>
  calls.some(call => call.detached) || (calls.length > 1 && calls.some(call => call.piped))

/** Whether a function starts itself more than once, or again in the background: a fork bomb. */
export const feedsItself = (name: string, body: SyntaxNode): boolean =>
  multiplies(callsIn(body, name).filter(call => call.name === name))

/** More functions than this on one line are not compared with one another. */
const MOST_FUNCTIONS = 8

/** The same in a circle of several functions. */
export function feedEachOther(name: string, functions: ReadonlyMap<string, { readonly body: SyntaxNode }>): boolean {
  if (functions.size < 2 || functions.size > MOST_FUNCTIONS) return false
  const calls = new Map([...functions].map(([one, { body }]) => [one, callsIn(body, one)] as const))
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>()
    const open = [from]
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const { name: next } of calls.get(at) ?? [])
        if (calls.has(next) && !seen.has(next)) {
          seen.add(next)
          open.push(next)
        }
    return seen
  }
  const circle = [...reached(name)].filter(one => one !== name && reached(one).has(name))
  if (circle.length === 0) return false
  const members = new Set([name, ...circle])
  return [...members].some(one => multiplies((calls.get(one) ?? []).filter(call => members.has(call.name))))
}

/** Commands that make an endless loop wait or end. */
const WAITS = /^(sleep|wait|break|exit|return|read|exec|inotifywait|fswatch|select|usleep)$/

/** Whether an endless loop starts one process after the other in the background and never waits for any. */
export function spawnsWithoutEnd(clause: string, body: SyntaxNode): boolean {
  if (!/^\s*(?::|true|\[\s*1\s*\]|\(\(\s*1?\s*\)\))?\s*;?\s*$/.test(clause)) return false
  let starts = false
  let waits = false
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Statement' && node.background === true) starts = true
    if (node.type === 'Command' && WAITS.test(node.name?.value ?? '')) waits = true
    forEachChild(node, visit)
  }
  visit(body)
  return starts && !waits
}
