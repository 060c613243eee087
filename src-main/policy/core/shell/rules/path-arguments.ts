import type { Call } from '../call.ts'
import { deny, type Finding } from '../inspector.ts'
import { names } from '../options.ts'
import { ownPath, readFinding } from '../tables/files.ts'

/** Programs whose arguments are text, names or patterns, never files whose content comes out. */
const NO_CONTENT = names(
  'echo printf ls dir vdir tree stat file test [ [[ du df find fd which type whereis realpath readlink basename dirname cd pushd pwd logger say notify-send ' +
    'git gh man tldr kill pkill killall ps pgrep pidof mkdir rmdir touch rm unlink shred chmod chown chgrp chattr setfacl lsattr getfacl namei exa eza lsd ncdu ' +
    'ssh-add ssh-keygen ssh-copy-id ssh scp-key export alias unset set true false : exit return sleep locate mount umount ln docker podman systemctl',
)

/** Programs that only read what they are given: our data folder asks there, and is refused everywhere else. */
const READERS = names(
  'cat less more head tail bat batcat grep egrep fgrep rg ag ack ls dir vdir tree stat file wc du df find fd sed awk gawk cut sort uniq jq yq xxd od hexdump strings diff cmp md5sum sha1sum sha256sum sha512sum ' +
    'b2sum cksum sum tac nl base64 base32 basenc test [ readlink realpath echo printf cd pushd basename dirname which column fold fmt pr comm join paste tr rev zcat zgrep zless exa eza lsd ncdu namei getfacl lsof fuser ' +
    'export source . git man curl wget scp rsync tar zip cp gpg openssl view pgrep pidof ps logger sha224sum sha384sum xmllint plutil iconv look most zstdcat bzcat nm objdump readelf ldd rm mv ln tee touch',
)

/** Programs whose first operand is a pattern or script. */
const PATTERN_FIRST = names(
  'grep egrep fgrep zgrep rg ag ack sed awk gawk mawk jq yq perl ruby python python3 node tr look',
)

/** Whether the arguments of a program are text, patterns or files, and never commands. */
export const isTextProgram = (name: string): boolean =>
  NO_CONTENT.has(name) || READERS.has(name) || PATTERN_FIRST.has(name)

/** Looks at every argument that is a path: credentials and our own folder. */
export function pathFindings(name: string, call: Call): Finding[] {
  const { setting } = call.look
  const found: Finding[] = []
  let operands = 0
  for (const arg of call.args) {
    // What such a program gets in one word with blanks is a message or a pattern.
    if (NO_CONTENT.has(name) && /\s/.test(arg)) continue
    const option = arg.startsWith('-')
    if (!option && operands++ === 0 && PATTERN_FIRST.has(name)) continue
    for (const text of pathsIn(arg)) {
      const path = call.path(text)
      const own = ownPath(path, setting)
      if (own === 'the data folder' && (!READERS.has(name) || takesAway(name, call)))
        found.push(deny('hard.self', 'It reaches into the data folder of Gatehouse.', 'persistence'))
      else if (!NO_CONTENT.has(name) || own) {
        const finding = readFinding(path, setting)
        if (finding && !(TEXT.has(name) && !/^[~/]/.test(arg))) found.push(finding)
      }
    }
  }
  return TEXT.has(name) ? [] : found
}

/** Programs that read as a rule, and the options with which they take away what they read. */
const TAKES_AWAY: Readonly<Record<string, RegExp>> = {
  zip: /^(-[a-zA-Z]*m[a-zA-Z]*|--move)$/,
  tar: /^--remove-files$/,
  rsync: /^--(remove-source-files|delete.*|del)$/,
  gzip: /./,
}

const takesAway = (name: string, call: Call): boolean => {
  const option = Object.hasOwn(TAKES_AWAY, name) ? TAKES_AWAY[name] : undefined
  return option !== undefined && call.args.some(arg => option.test(arg))
}

const TEXT = names('echo printf logger say notify-send man tldr :')

/** The pieces of one argument that can be a path: the word itself, `--x=path`, `@path`, `-xpath`. */
function pathsIn(arg: string): string[] {
  if (arg.length > 4096) return []
  if (!arg.startsWith('-')) {
    if (!/[=@:]/.test(arg)) return [arg]
    const after = /^(?:[\w.-]+[=@:]|@|[\w.-]+=@)(?=[~/.])(.+)$/.exec(arg)?.[1]
    const list = after?.replace(/^@/, '')
    return list === undefined ? [arg.replace(/^file:\/\//, '')] : [arg, tildeless(list)]
  }
  const value = /^--?[\w.-]+=@?(.+)$/.exec(arg)?.[1] ?? /^-[a-zA-Z]@?([~/.].*)$/.exec(arg)?.[1]
  return value === undefined ? [] : [tildeless(value)]
}

const tildeless = (text: string): string => text.split(/[:;,]/)[0] ?? text
