/** What the practice model sees: the conversation as plain roles. */
export type PracticeMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string }
  | { readonly role: 'tool'; readonly text: string }

/** What it does next: say something, or ask for a command. */
export type PracticeStep = { readonly say: string } | { readonly run: string; readonly say: string }

const introduction = [
  'I am the built-in practice model: a few fixed rules, no real understanding, no internet.',
  'I am here so that you can see how Gatehouse works before you connect a real model in Settings.',
  '',
  'Try one of these:',
  '- `run uname -a` (an everyday command: it just runs, in a sandbox)',
  '- `run rm -rf build` (a dangerous one: you will be asked)',
  '- `run sudo reboot` (never allowed, whoever asks)',
].join('\n')

const asksForCommand = /^(?:please\s+)?(?:run|execute|exec|do)[:\s]+([\s\S]+)$/i
const fenced = /```(?:\w+\n)?([\s\S]+?)```|`([^`]+)`/

/** Decides by rules what to answer. It never invents: without a rule it says what it is. */
export function practiceStep(messages: readonly PracticeMessage[]): PracticeStep {
  const last = messages.at(-1)
  if (!last) return { say: introduction }
  if (last.role === 'tool') return { say: afterTool(last.text) }
  const wish = commandIn(last.text.trim())
  if (wish) return { run: wish, say: `I will ask to run \`${wish.split('\n')[0]}\`.` }
  return { say: introduction }
}

function commandIn(text: string): string | null {
  const asked = asksForCommand.exec(text)?.[1]?.trim()
  if (asked) {
    const code = fenced.exec(asked)
    return (code?.[1] ?? code?.[2] ?? asked).trim()
  }
  if (/\b(what|which|show|list)\b.*\bfiles?\b/i.test(text)) return 'ls -la'
  if (/\b(what|which)\b.*\b(system|machine|computer)\b/i.test(text)) return 'uname -a'
  if (/\b(delete|remove|clean up)\b/i.test(text)) return 'rm -rf build'
  return null
}

/** How the Keeper says that a command failed, or was ended before it was done: the last line, in brackets. */
const exitCode = /(?:^|\n)\[exit code (\d+)\]$/
const cutShort = /(?:^|\n)\[([A-Z][^\]\n]*)\]$/

/** The marks around text of strangers are for models; this one has nothing that could be talked into anything. */
const marks = /^<untrusted [^>\n]*>\n|\n?<\/untrusted [^>\n]*>(?:\nThe text between the marks [^\n]*)?$/g

function afterTool(text: string): string {
  const shown = text.replace(marks, '').trim()
  if (/^(Refused\b|Failed:)/.test(shown)) return `That did not run.\n\n${shown}`
  const failed = exitCode.exec(shown)
  if (failed) return told(`It ran and failed, with exit code ${failed[1]}`, shown.slice(0, failed.index))
  const ended = cutShort.exec(shown)
  if (ended)
    return `It did not get to its end: ${ended[1]}\n\n${told('Until then it ran', shown.slice(0, ended.index))}`
  return told('It ran', shown)
}

function told(how: string, output: string): string {
  const printed = output.trim()
  return printed === ''
    ? `${how}. It printed nothing.`
    : `${how}. This is what came back:\n\n\`\`\`\n${printed.slice(0, 4_000)}\n\`\`\``
}
