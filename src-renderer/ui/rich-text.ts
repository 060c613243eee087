/** One run of text inside a paragraph. */
export type Inline =
  | { kind: 'text' | 'strong' | 'em' | 'code'; text: string }
  | { kind: 'link'; text: string; url: string }

/** One block of a model's answer. */
export type Block =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'heading'; level: number; inlines: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'quote'; inlines: Inline[] }

const FENCE = /^ {0,3}(```+|~~~+)\s*([\w+#.-]*)/
const HEADING = /^(#{1,4})\s+(.*)$/
const ITEM = /^\s{0,3}(?:([-*+])|(\d{1,3})[.)])\s+(.*)$/
const QUOTE = /^>\s?(.*)$/

/**
 * Reads the part of Markdown that models use. Nothing becomes HTML and nothing is fetched: images and raw tags stay
 * the text they are, and a link keeps its address in view.
 */
export function richText(text: string): Block[] {
  const lines = text.split('\n')
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const fence = FENCE.exec(line)
    if (fence) {
      const end = closing(lines, at, fence[1] ?? '```')
      blocks.push({ kind: 'code', language: fence[2] ?? '', text: lines.slice(at + 1, end).join('\n') })
      at = end + 1
    } else if (line.trim() === '') at += 1
    else at = readBlock(lines, at, blocks)
  }
  return blocks
}

/** An open fence at the end of a streamed answer is code so far. */
function closing(lines: readonly string[], from: number, fence: string): number {
  for (let at = from + 1; at < lines.length; at += 1) if (lines[at]?.trim().startsWith(fence)) return at
  return lines.length
}

function readBlock(lines: readonly string[], from: number, blocks: Block[]): number {
  const line = lines[from] ?? ''
  const heading = HEADING.exec(line)
  if (heading) {
    blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, inlines: inlines(heading[2] ?? '') })
    return from + 1
  }
  if (ITEM.test(line)) return readList(lines, from, blocks)
  const test = QUOTE.test(line) ? (next: string) => QUOTE.test(next) : isPlain
  let at = from + 1
  while (at < lines.length && test(lines[at] ?? '')) at += 1
  const taken = lines.slice(from, at)
  if (test === isPlain) blocks.push({ kind: 'paragraph', inlines: inlines(taken.join('\n')) })
  else blocks.push({ kind: 'quote', inlines: inlines(taken.map(one => QUOTE.exec(one)?.[1] ?? '').join('\n')) })
  return at
}

function readList(lines: readonly string[], from: number, blocks: Block[]): number {
  const items: string[] = []
  let at = from
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const item = ITEM.exec(line)
    if (item) items.push(item[3] ?? '')
    else if (/^\s{2,}\S/.test(line) && !FENCE.test(line)) items.push(`${items.pop() ?? ''}\n${line.trim()}`)
    else break
  }
  blocks.push({ kind: 'list', ordered: ITEM.exec(lines[from] ?? '')?.[2] !== undefined, items: items.map(inlines) })
  return at
}

function isPlain(line: string): boolean {
  return line.trim() !== '' && !FENCE.test(line) && !HEADING.test(line) && !ITEM.test(line) && !QUOTE.test(line)
}

const INLINE = /(`+)([^`]+?)\1|\*\*([^*]+)\*\*|(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])|!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g

/** Splits one stretch of text into its runs. */
export function inlines(text: string): Inline[] {
  const out: Inline[] = []
  let from = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) out.push({ kind: 'text', text: text.slice(from, match.index) })
    out.push(runOf(match))
    from = match.index + match[0].length
  }
  if (from < text.length) out.push({ kind: 'text', text: text.slice(from) })
  return out
}

function runOf(match: RegExpExecArray): Inline {
  const [, , code, strong, em, label, url] = match
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', text: strong }
  if (em !== undefined) return { kind: 'em', text: em }
  return { kind: 'link', text: label ?? '', url: url ?? '' }
}
