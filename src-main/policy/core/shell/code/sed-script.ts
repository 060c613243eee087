/** What a sed script does besides editing text. */
export interface SedActs {
  /** Text of commands it runs; an empty text means the edited line itself is run. */
  runs: string[]
  writes: string[]
  reads: string[]
}

/** Reads a sed script far enough to find `e`, `w`, `W`, `r` and the flags of `s`. */
export function sedActs(script: string): SedActs {
  const acts: SedActs = { runs: [], writes: [], reads: [] }
  let i = 0
  while (i < script.length) {
    i = skipAddress(script, i)
    const c = script[i]
    if (c === undefined) break
    if (c === 's') i = substitution(script, i, acts)
    else if (c === 'y') i = pastExchange(script, i)
    else if ('aic'.includes(c)) i = endOfText(script, i)
    else if ('ewWrR'.includes(c)) i = withFile(script, i, c, acts)
    else if (c === ':' || c === 'b' || c === 't' || c === 'T') i = endOfLine(script, i, true)
    else i++
  }
  return acts
}

function skipAddress(script: string, at: number): number {
  let i = at
  for (;;) {
    const c = script[i]
    if (c === undefined) return i
    if (/[\s;{}!,0-9~+$]/.test(c)) i++
    else if (c === '#') i = endOfLine(script, i, false)
    else if (c === '/') i = pastRegex(script, i + 1, '/')
    else if (c === '\\' && script[i + 1]) i = pastRegex(script, i + 2, script[i + 1] ?? '/')
    else if ((c === 'I' || c === 'M') && i > at) i++
    else return i
  }
}

/** Past the end of a pattern: between square brackets its sign is a letter like any other. */
function pastRegex(script: string, from: number, delimiter: string): number {
  for (let i = from; i < script.length; i++) {
    const c = script[i]
    if (c === '\\') i++
    else if (c === '[') i = Math.max(i, script.indexOf(']', i + (script[i + 1] === '^' ? 3 : 2)))
    else if (c === delimiter) return i + 1
  }
  return script.length
}

/** `y/abc/def/` ends at its third sign. */
function pastExchange(script: string, at: number): number {
  let left = 3
  for (let i = at + 1; i < script.length; i++) {
    if (script[i] === '\\') i++
    else if (script[i] === script[at + 1] && --left === 0) return i + 1
  }
  return script.length
}

function substitution(script: string, at: number, acts: SedActs): number {
  const delimiter = script[at + 1] ?? '/'
  const middle = pastRegex(script, at + 2, delimiter)
  let end = middle
  while (end < script.length && script[end] !== delimiter) end += script[end] === '\\' ? 2 : 1
  const replacement = script.slice(middle, end)
  let i = end + 1
  while (i < script.length && /[gpiIMmeE0-9]/.test(script[i] ?? '')) {
    if (script[i] === 'e') acts.runs.push(/[&\\]/.test(replacement) ? '' : replacement)
    i++
  }
  return script[i] === 'w' ? withFile(script, i, 'w', acts) : i
}

function withFile(script: string, at: number, kind: string, acts: SedActs): number {
  const end = endOfLine(script, at, false)
  const text = script.slice(at + 1, end).trim()
  if (kind === 'e') acts.runs.push(text)
  else if (kind === 'r' || kind === 'R') acts.reads.push(text)
  else acts.writes.push(text)
  return end
}

/** Text goes on where a backslash stands before the end of a line; two of them are a letter. */
function endOfText(script: string, at: number): number {
  // The backslash of `a\`, alone on its line or not, is no part of the text.
  let i = at + 1 + (/^[ \t]*\\[ \t]*\n?/.exec(script.slice(at + 1))?.[0].length ?? 0)
  while (i < script.length && script[i] !== '\n') i += script[i] === '\\' ? 2 : 1
  return Math.min(i, script.length)
}

function endOfLine(script: string, at: number, orSemicolon: boolean): number {
  for (let i = at; i < script.length; i++) if (script[i] === '\n' || (orSemicolon && script[i] === ';')) return i
  return script.length
}
