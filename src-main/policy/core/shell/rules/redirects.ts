import type { Finding, Inspector, Invocation, Stream } from '../inspector.ts'
import { outputOf } from '../output-of.ts'
import { absolute } from '../paths.ts'
import { readFinding, writeFinding } from '../tables/files.ts'

/** Judges the files a shell opens for a command, and remembers what it wrote. */
export function redirectFindings(inv: Invocation, look: Inspector): Finding[] {
  const found: Finding[] = []
  for (const { target, access } of inv.redirects) {
    const path = look.real(absolute(target, inv.scope.cwd, look.setting.home))
    if (access !== 'read') {
      const finding = writeFinding(path, look.setting)
      if (finding) found.push(finding)
      look.wrote(path, writtenText(inv), inv.input?.fetched ?? false, writtenPids(inv, look))
    } else {
      const finding = /^\/dev\/(tcp|udp)\//.test(path)
        ? writeFinding(path, look.setting)
        : readFinding(path, look.setting)
      if (finding) found.push(finding)
    }
  }
  return found
}

/** Whose process numbers a redirect writes, when the program looks some up. */
const writtenPids = (inv: Invocation, look: Inspector): Stream['pids'] =>
  /^(pgrep|pidof|ps|awk|grep|cut|head|systemctl|lsof)$/.test(inv.argv[0] ?? '')
    ? outputOf(inv.argv, inv.input, inv.scope, look).pids
    : null

/** The text a redirect writes, for the few commands whose output is plain. */
function writtenText(inv: Invocation): string | null {
  const [program, ...args] = inv.argv
  if (program === 'cat' && args.length === 0) return inv.input?.text ?? null
  if (program === 'echo') return `${args.filter(arg => !/^-[neE]+$/.test(arg)).join(' ')}\n`
  if (program === 'printf' && args.length === 1) return (args[0] ?? '').replaceAll('\\n', '\n')
  if (program === 'printf' && args[0]?.startsWith('%s')) return args.slice(1).join('\n')
  return null
}
