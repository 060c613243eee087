import type { Call, Rule } from '../call.ts'
import { ask } from '../inspector.ts'
import { hasOption, names } from '../options.ts'
import { writeFinding } from '../tables/files.ts'
import { removes } from './delete.ts'

const ANYWHERE = ask(
  'outside.archive',
  'The names in the archive may lead anywhere on this machine.',
  'outside-workspace',
)

/** `tar`: with absolute names an archive decides itself where its files go. Options may come without their dash. */
function runTar(call: Call): undefined {
  const [first = ''] = call.args
  const bundles = call.args.filter((arg, at) => /^-[a-zA-Z]+$/.test(arg) || (at === 0 && /^[a-zA-Z]+$/.test(first)))
  const extracts = bundles.some(bundle => bundle.includes('x')) || call.args.some(arg => /^--(extract|get)$/.test(arg))
  const absolute = bundles.some(bundle => bundle.includes('P')) || call.args.includes('--absolute-names')
  if (extracts && absolute) call.say(ANYWHERE)
  if (call.args.includes('--remove-files')) removesPacked(call, 'f C T X b directory file files-from')
  const adds = bundles.some(bundle => /[cruA]/.test(bundle)) || call.args.some(arg => ADDS.test(arg))
  const at = call.args.findIndex(arg => /^(-?[a-zA-Z]*f|--file)$/.test(arg))
  const archive =
    call.args.map(arg => /^--file=(.*)$/s.exec(arg)?.[1]).find(found => found !== undefined) ??
    (at < 0 ? undefined : call.args[at + 1])
  if (adds && archive !== undefined && archive !== '-' && !archive.includes(':')) {
    const finding = writeFinding(call.path(archive), call.look.setting)
    if (finding?.verdict === 'deny' || finding?.ruleId === 'outside.system-path') call.say(finding)
  }
}

const ADDS = /^--(create|append|update|concatenate|catenate|delete)$/

/** What is packed is removed: the folders themselves, too. */
function removesPacked(call: Call, values: string, from = 0): void {
  for (const source of call.parse({ values: names(values) }).operands.slice(from)) removes(call, source, true)
}

/** `zip -m` removes what it has packed; the first operand is the archive. */
const runZip: Rule = call => {
  const parsed = call.parse({ values: names('b n P t tt TT i x O temp-path') })
  if (hasOption(parsed, 'm', 'move')) removesPacked(call, 'b n P t tt TT i x O temp-path', 1)
}

/** `7z x a.7z -oFOLDER`. */
function run7z(call: Call): undefined {
  const folder = call.args.map(arg => /^-o(.+)$/s.exec(arg)?.[1]).find(found => found !== undefined)
  if (call.args.includes('-sdel'))
    for (const source of call.args.filter(arg => !arg.startsWith('-')).slice(2)) removes(call, source, true)
  if (folder !== undefined && /^(x|e)$/.test(call.args[0] ?? ''))
    call.say(writeFinding(call.path(folder), call.look.setting))
}

/** Rules of programs that unpack. */
export const ARCHIVE_RULES: Readonly<Record<string, Rule>> = {
  tar: runTar,
  gtar: runTar,
  bsdtar: runTar,
  zip: runZip,
  '7z': run7z,
  '7za': run7z,
  '7zr': run7z,
}
