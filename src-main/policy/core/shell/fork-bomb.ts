import { forEachChild, type SyntaxNode } from 'unbash'

/** Whether a function starts itself more than once, or again in the background: a fork bomb. */
export function feedsItself(name: string, body: SyntaxNode): boolean {
  let calls = 0
  let beside = false
  let background = false
  const visit = (node: SyntaxNode, piped: boolean, detached: boolean): void => {
    if (node.type === 'Command' && node.name?.value === name) {
      calls++
      if (piped) beside = true
      if (detached) background = true
    }
    if (node.type === 'Function' && node.name.value === name) return
    const pipe = node.type === 'Pipeline' && node.commands.length > 1
    const apart = node.type === 'Statement' && node.background === true
    forEachChild(node, child => visit(child, piped || pipe, detached || apart))
  }
  visit(body, false, false)
  // One call inside a pipe is how recursion over a tree of folders looks; two of them double at every step.
  return background || (beside && calls > 1)
}
