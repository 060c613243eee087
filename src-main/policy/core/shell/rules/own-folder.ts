import type { Call } from '../call.ts'
import { deny, type Finding } from '../inspector.ts'
import { isLiteral } from '../marks.ts'
import { ownPath } from '../tables/files.ts'

const CHANGES = deny('hard.self', 'It works in the data folder of Gatehouse and changes files there.', 'persistence')

/** Programs that write where they stand without naming it, with the arguments that make them do so. */
const WRITES_HERE: Readonly<Record<string, RegExp>> = {
  git: /^(apply|am|checkout|switch|restore|reset|clean|pull|merge|rebase|stash|init|clone|commit|add|rm|mv|cherry-pick|revert|gc|bisect)$/,
  hg: /^(update|revert|pull|init|clone|commit|purge|import)$/,
  svn: /^(checkout|co|update|up|revert|merge|switch|delete|rm)$/,
  patch: /^/,
  unzip: /^(?!-[lZt])/,
  tar: /^(-?[a-zA-Z]*x[a-zA-Z]*|--extract|--get)$/,
  bsdtar: /^(-?[a-zA-Z]*x[a-zA-Z]*|--extract)$/,
  cpio: /^-[a-zA-Z]*i|^--extract$/,
  '7z': /^[xe]$/,
  unrar: /^[xe]$/,
  ar: /^-?x/,
  curl: /^(-[a-zA-Z]*O[a-zA-Z]*|--remote-name(-all)?)$/,
  wget: /^(?!-O-$|-qO-$)/,
  aria2c: /^/,
  make: /^(?!-n$|--dry-run$)/,
  npm: /^(i|install|ci|add|uninstall|update|init|run|exec)$/,
  yarn: /^/,
  pnpm: /^(i|install|add|remove|update|init|run)$/,
  split: /^/,
  csplit: /^/,
}

/** Whether a program that starts in our data folder changes something there. */
export function ownFolderFindings(name: string, call: Call): Finding[] {
  const { cwd } = call.inv.scope
  if (!cwd.includes(call.look.setting.product.dataFolder) || !isLiteral(cwd)) return []
  if (ownPath(cwd, call.look.setting) !== 'the data folder') return []
  const writes = Object.hasOwn(WRITES_HERE, name) ? WRITES_HERE[name] : undefined
  return writes !== undefined && call.args.some(arg => writes.test(arg)) ? [CHANGES] : []
}
