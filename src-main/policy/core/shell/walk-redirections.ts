import type { Redirection } from 'unbash'
import { textsOf } from './expand.ts'
import type { Expansion } from './expansion.ts'
import { type Opened, type Stream, textStream } from './inspector.ts'
import { SUBSTITUTED_FILE } from './marks.ts'
import { absolute } from './paths.ts'
import { hereStream } from './streams.ts'
import { namesDaemon } from './tables/product.ts'
import type { WalkEngine } from './walk-engine.ts'

/** The files that redirections open, and what then arrives on the standard input. */
export function walkRedirections(
  nodes: readonly Redirection[],
  input: Stream | null,
  x: Expansion,
  engine: WalkEngine,
): { redirects: Opened[]; given: Stream | null } {
  if (nodes.length === 0) return { redirects: [], given: input }
  const redirects: Opened[] = []
  let given = input
  for (const node of nodes) {
    if (node.type === 'HereDoc' || node.type === 'HereString') {
      const text = node.type === 'HereDoc' ? hereDoc(node, x) : hereStream(node.target ? x.text(node.target) : [''])
      const number = node.descriptor?.type === 'FileDescriptor' ? String(node.descriptor.value) : ''
      if (number === '' || number === '0') given = text
      else {
        if (text.text !== null) x.scope.vars.set(`&${number}`, { texts: [text.text] })
        given ??= text
      }
    } else if (node.operator === '<&' && node.target) {
      // What another descriptor was given before.
      const [number = ''] = x.text(node.target)
      const kept = x.scope.vars.get(`&${number}`)?.texts
      if (kept?.length === 1 && kept[0] !== undefined) given = textStream(kept[0], 'here-doc')
      else addRedirect(node.operator, number, redirects)
    } else if (node.target) {
      for (const target of x.text(node.target)) addRedirect(node.operator, target, redirects)
      if (node.operator === '<' || node.operator === '<>') given = fileStream(redirects.at(-1)?.target ?? '', x, engine)
    }
  }
  return { redirects, given }
}

function addRedirect(operator: string, target: string, into: Opened[]): void {
  if ((operator === '>&' || operator === '<&') && /^(\d+|-|\d+-)$/.test(target)) return
  const access = operator === '<' || operator === '<&' ? 'read' : operator === '<>' ? 'both' : 'write'
  into.push({ operator, target, access })
}

function fileStream(target: string, x: Expansion, engine: WalkEngine): Stream {
  const index = target.indexOf(SUBSTITUTED_FILE)
  if (index >= 0) return engine.substituted(target.charCodeAt(index + 1) - 0xe000)
  const written = engine.writtenTo(absolute(target, x.scope.cwd, x.setting.home))
  const stream = textStream(written?.text ?? null, 'file')
  // A pid file of ours holds the number of our own daemon.
  const pids = namesDaemon(target, x.setting.product) ? 'daemon' : (written?.pids ?? null)
  return { ...stream, pids, fetched: written?.fetched ?? false, file: target }
}

function hereDoc(node: Extract<Redirection, { type: 'HereDoc' }>, x: Expansion): Stream {
  const strip = (text: string): string => (node.operator === '<<-' ? text.replace(/^\t+/gm, '') : text)
  const parts = node.delimiter?.quoted ? undefined : node.body.parts
  if (!parts)
    return textStream(strip(node.delimiter?.quoted ? node.body.text : node.body.text.replace(/\\\n/g, '')), 'here-doc')
  for (const part of parts) if (part.type === 'ParameterExpansion') x.guard(part.operation ? part.text : '')
  return hereStream(textsOf(parts, '', x).map(strip))
}
