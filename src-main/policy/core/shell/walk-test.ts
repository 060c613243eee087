import type { ParsedScript, TestExpression, WordPart } from 'unbash'
import { expandText, textsOf } from './expand.ts'
import type { Expansion } from './expansion.ts'

/** Judges what a `[[ … ]]` expands. */
export function walkTest(test: TestExpression, x: Expansion): void {
  switch (test.type) {
    case 'TestUnary':
      if (test.operator === '-v' || test.operator === '-R') x.guard(test.operand.text)
      expandText(test.operand, x)
      return
    case 'TestBinary':
      if (/^-(eq|ne|lt|le|gt|ge)$/.test(test.operator)) x.guard(`${test.left.text} ${test.right.text}`)
      expandText(test.left, x)
      expandText(test.right, x)
      return
    case 'TestLogical':
      for (const operand of test.operands) walkTest(operand, x)
      return
    case 'TestNot':
      walkTest(test.operand, x)
      return
    case 'TestGroup':
      walkTest(test.expression, x)
  }
}

/** Judges the substitutions of an arithmetic tree, which is walked by its shape. */
export function walkArithmetic(node: unknown, x: Expansion): void {
  if (typeof node !== 'object' || node === null) return
  const tree = node as { type?: string; parts?: readonly WordPart[]; script?: ParsedScript; [key: string]: unknown }
  if (tree.type === 'ArithmeticCommandExpansion') x.substitute(tree.script, '$( )')
  else if (tree.type === 'ArithmeticWord') {
    if (tree.parts) textsOf(tree.parts, '', x)
  } else {
    for (const key of ['left', 'right', 'operand', 'test', 'consequent', 'alternate', 'expression'])
      walkArithmetic(tree[key], x)
  }
}
