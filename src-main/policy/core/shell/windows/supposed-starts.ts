import type { Finding, Inspector, Invocation } from '../inspector.ts'

/** What is asked about because it starts something: now, later, elsewhere or as somebody else. */
const STARTS =
  /^(code\.option|persistence\.(schedule|service|registry)|privilege\.other-user|network\.remote-shell|system\.settings)$/

/** Longer lines hold more than one command to start, and time must stay bounded. */
const MOST_WORDS = 12

/**
 * The command lines that a program made to start others may have been given: every rest of its words, every word that is a
 * line of its own, and what a script in a word runs. Only refusals count in them; that it starts something is asked about anyway.
 */
export function supposeStarted(found: readonly Finding[], invocation: Invocation, look: Inspector): void {
  if (found.some(({ verdict }) => verdict === 'deny') || !found.some(({ ruleId }) => STARTS.test(ruleId))) return
  const args = invocation.argv.slice(1, 1 + MOST_WORDS)
  const scope = invocation.scope.fork()
  // One refusal is enough: the other lines are pieces of the same one.
  for (const text of new Set(linesIn(args)))
    if (
      !look.room.take(text.length) ||
      look.suppose({ ...invocation, argv: ['cmd', '/c', text], scope, written: null })
    )
      return
}

function linesIn(args: readonly string[]): string[] {
  const plain = args.filter(arg => !/^[-/][\w-]*$/.test(arg))
  const rests = args.map((_arg, at) => args.slice(at).map(quoted).join(' '))
  const own = args.filter(arg => /\s/.test(arg)).map(arg => arg.replace(/^\/\w+:/, ''))
  // Without its switches the line may be `-a net -c "stop x"`.
  return [...rests.slice(0, -1), plain.join(' '), ...own, ...scripted(args.join(' '))].filter(text => /\s/.test(text))
}

/** `javascript:…run("net stop x")`: the text behind the name of a call that runs it. */
const scripted = (text: string): string[] =>
  [...text.matchAll(/\b(?:run|exec|shellexecute)\b[\s("'`]*([^"'`:)]+)/gi)].map(([, line = '']) => line)

const quoted = (word: string): string => (/[\s&|<>()^]/.test(word) ? `"${word}"` : word)
