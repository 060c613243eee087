/** Removes what only steers: `@`, `if exist x`, `for %f in (…) do`, `call`, `else`, `not`. */
export function withoutPrefix(words: readonly string[]): string[] {
  const rest = [...words]
  for (;;) {
    const first = (rest[0] ?? '').toLowerCase().replace(/^@+/, '')
    if (first === '' && rest.length > 0) rest.shift()
    else if (first === 'if') withoutCondition(rest)
    else if (first === 'else' || first === 'do' || first === 'call' || first === 'not') rest.shift()
    else if (first === 'for') {
      const at = rest.findIndex(word => /^do$/i.test(word))
      rest.splice(0, at < 0 ? rest.length : at + 1)
    } else {
      if (rest[0] !== undefined) rest[0] = rest[0].replace(/^@+/, '')
      return rest
    }
  }
}

function withoutCondition(rest: string[]): void {
  rest.shift()
  while (/^(\/i|not)$/i.test(rest[0] ?? '')) rest.shift()
  if (/^(exist|defined|errorlevel|cmdextversion)$/i.test(rest[0] ?? '')) rest.splice(0, 2)
  else if (/^(equ|neq|lss|leq|gtr|geq)$/i.test(rest[1] ?? '')) rest.splice(0, 3)
  else rest.splice(0, /==./.test(rest[0] ?? '') ? 1 : 2)
}
