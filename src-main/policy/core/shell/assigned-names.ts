import { forEachChild, type SyntaxNode } from 'unbash'

/** Builtins whose plain words are names of variables they set. */
const SETTERS: ReadonlySet<string> = new Set([
  'read',
  'mapfile',
  'readarray',
  'getopts',
  'export',
  'declare',
  'local',
  'typeset',
  'readonly',
  'printf',
  'let',
])

/** Every variable that a piece of script can set, told from its shape alone. */
export function assignedNames(root: SyntaxNode): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: SyntaxNode): void => {
    // In front of a command an assignment holds for that command alone.
    if (node.type === 'Command' && !node.name)
      for (const part of node.prefix) if (part.type === 'Assignment') found.add(part.name)
    if (node.type === 'For' || node.type === 'Select') found.add(node.name.value)
    if (node.type === 'Command' && node.name && SETTERS.has(node.name.text)) {
      for (const argument of node.suffix)
        if (argument.type === 'Assignment') found.add(argument.name)
        else if (argument.type === 'Word' && /^\w+$/.test(argument.text)) found.add(argument.text)
    }
    // Words hold no assignments that outlive them, and looking into them would parse every substitution.
    if (node.type !== 'Word') forEachChild(node, visit)
  }
  visit(root)
  return found
}
