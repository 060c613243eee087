import type { Call } from '../call.ts'
import { KILLS_ALL, KILLS_US, STARTS_PROGRAMS } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { isDynamic, withoutMarks } from '../marks.ts'
import { absolute, worstTarget } from '../paths.ts'
import { ownPath, readFinding, writeFinding } from '../tables/files.ts'
import type { Language } from '../tables/interpreters.ts'
import { namesDaemon } from '../tables/product.ts'
import { slashed } from '../windows/spelling.ts'
import { backticked, callsWithWords, HOME_ITSELF, joinedTexts, quotedTexts } from './guessed-commands.ts'
import { LANGUAGES } from './languages.ts'
import { splitStrings } from './split-strings.ts'

/** Longer code is not searched; a person looks at it. */
const LONGEST = 40_000

/** What inline code of a language does, as far as it can be told; unknown languages always ask. */
export function codeFinding(language: Language, code: string, call: Call): Finding[] {
  const found: Finding[] = []
  if (isDynamic(code)) {
    call.look.cannotBind()
    found.push(ask('dynamic.code', 'Part of the code it runs is only known when it runs.', 'unknown', 'runs-code'))
  }
  if (language === 'other' && call.name === 'osascript' && TELLS_SOMEBODY.test(code)) return found
  if (language === 'other' || code.length > LONGEST) {
    found.push(ask('code.inline', 'It runs code that is given on the command line.', 'runs-code'))
    supposeAll(code, call)
    return [
      ...found,
      ...removedFolders([...quotedTexts(code), ...barePaths(code)], REMOVES_ELSEWHERE.test(code), call),
      ...endsUs(code, code, call),
      ...(DELETES_HOME.test(code) ? [deny('hard.delete-home', 'It deletes your home directory.', 'destroys')] : []),
      ...textFindings([code], true, call),
    ]
  }
  const rules = LANGUAGES[language]
  const plain = withoutMarks(code)
  const { bare, texts } = splitStrings(plain, rules.grammar)
  // A name can be pieced together, so what stands in texts counts where a language calls by name.
  const runs =
    rules.runs.test(bare) || (rules.textual !== undefined && texts.some(text => rules.textual?.test(text.trim())))
  // The replacement of s///e is code; behind quotes or not, what starts programs in it counts.
  const replaces = language === 'perl' && /\bs([^\w\s]).*\1[gimsxo]*e/s.test(plain) && /`|\bqx\b/.test(plain)
  // Perl and Ruby start a program when the name of a file begins or ends with a bar.
  const pipes =
    (language === 'perl' || language === 'ruby') &&
    /\b(open|IO)\b/.test(bare) &&
    texts.some(text => /^\s*[+|-]*\||\|\s*$/.test(text))
  if (runs || pipes || replaces) found.push(STARTS_PROGRAMS)
  // A command line that the code could start: only what nobody may approve counts, the rest is asked about anyway.
  if (runs || pipes) {
    for (const text of [...texts, ...joinedTexts(plain, language === 'python')])
      if (/^\S+\s+\S/.test(text) && text.length <= 1000) supposeCommand(text.replace(/^[\s+|-]*\||\|\s*$/g, ''), call)
    for (const words of new Set([...callsWithWords(plain), ...backticked(plain)])) supposeCommand(words, call)
  }
  found.push(...endsUs(bare, plain, call))
  if (EVERYBODY.test(bare)) found.push(KILLS_ALL)
  if (rules.destroys.test(bare))
    found.push(ask('code.destroys', 'The code removes files or ends processes.', 'destroys'))
  if (KEYCHAIN.test(bare)) {
    found.push(ask('secrets.store', 'It reads or changes stored passwords or keys.', 'secrets'))
    if (texts.some(text => text.toLowerCase().includes(call.look.setting.product.cli)))
      found.push(deny('hard.self', 'It changes the key that Gatehouse keeps in the keychain.', 'secrets'))
  }
  if (rules.sends.test(bare)) found.push(ask('code.network', 'The code sends something over the network.', 'network'))
  const removesAll = NAMED_FOR_IT.test(bare) || (rules.destroys.test(bare) && WITH_CONTENT.test(bare))
  if (removesAll && HOME_ITSELF.test(plain)) texts.push('~')
  found.push(...removedFolders(texts, removesAll, call))
  return [...found, ...textFindings(texts, found.length > 0 || rules.writes.test(bare), call)]
}

/** AppleScript that only says something to whoever sits there. */
const TELLS_SOMEBODY =
  /^\s*(?:beep(?: \d)?|say "[^"]*"|display (?:notification|alert|dialog) "[^"]*"(?: (?:with title|subtitle|sound name|message|buttons|with icon) (?:"[^"]*"|\{"[^"]*"(?:, ?"[^"]*")*\}|note|caution|stop))*)\s*$/

/** How the languages call what removes a folder with everything in it. */
const WITH_CONTENT = /rmtree|rm_rf?\b|remove_(tree|dir|entry)|removeSync|emptyDir|rimraf|recursive|RemoveAll|deltree/i

/** Calls that can mean nothing else. */
const NAMED_FOR_IT = /\b(?:rmtree|rm_rf|remove_tree|rimraf|removeSync|remove_dir_all)\s*[( ]/

/** The same in languages that are not looked into. */
const REMOVES_ELSEWHERE =
  /delete-directory|removeItem|deleteRecursively|deleteDir|rm_rf|rmtree|remove_dir_all|removeDirectoryRecursive|file\s+delete\s+-force|os\.remove_all|del_dir_r|rm-rf|recursive/i

/** Calls of the libraries that reach the keychain. */
const KEYCHAIN = /\b(?:delete|set|get)_?password\s*\(/i

/** Ends processes, in any language. */
const ENDS = /\bp?kill(?:pg|all)?\b|\.(?:terminate|kill|send_signal)\s*\(|\bpskill\b/i

/** All processes there are, one after the other. */
const ALL_OF_THEM =
  /\bprocess_iter\s*\(|\bpsutil\.pids\s*\(|(?:listdir|scandir|readdir\w*|glob|children|entries)\s*\(?\s*['"]\/proc\b/i

/** Code that ends processes and speaks of ours, or goes through all there are and leaves none out. */
function endsUs(bare: string, plain: string, call: Call): Finding[] {
  if (!ENDS.test(bare)) return []
  if (namesDaemon(plain, call.look.setting.product)) return [KILLS_US]
  return ALL_OF_THEM.test(plain) && !/\bif\b|\bfilter\b|&&|\?/.test(bare) ? [KILLS_ALL] : []
}

/** A signal to everything: the process number minus one. */
const EVERYBODY = /\bkill(?:pg)?\s*(?:\(|\s)\s*(?:(?:''|""|\w+)\s*(?:,|=>)\s*)?-\s*1\b/

/** In a language that is not looked into, any text and what follows an `exec` may be a command line. */
function supposeAll(code: string, call: Call): void {
  if (code.length > 2_000) return
  for (const text of [...quotedTexts(code), ...joinedTexts(code)])
    if (/^\S+\s+\S/.test(text)) supposeCommand(text, call)
  for (const words of [...callsWithWords(code), ...backticked(code)]) supposeCommand(words, call)
  for (const [, line = ''] of code.matchAll(/\b(?:exec|spawn|system)\s+([^;\n\]}]+)/g)) supposeCommand(line, call)
}

/** AppleScript that throws the home folder away. */
const DELETES_HOME = /\bdelete\s+(?:\(?path to\s+)?home(?:\s+folder)?\b/i

/** Paths that stand in code without quotes, as Tcl writes them; the home folder too. */
const barePaths = (code: string): string[] => [
  ...[...code.matchAll(/(?<=[\s{[(])[~/][\w./~-]*/g)].map(([path]) => path),
  ...(HOME_ITSELF.test(code) ? ['~'] : []),
]

/** Folders named in code that removes folders with their content. */
function removedFolders(texts: readonly string[], withContent: boolean, call: Call): Finding[] {
  if (!withContent) return []
  const { setting } = call.look
  return texts.flatMap(text => {
    const drive = /^[a-z]:[\\/]/i.test(text)
    const given = drive ? slashed(text) : text.replace(/^\$\{?HOME\}?/, '~')
    const path = absolute(given, call.inv.scope.cwd, setting.home)
    const worst = (drive || /^[~/.]/.test(text)) && text.length < 4000 ? worstTarget(path, setting) : null
    return worst === null ? [] : [deny('hard.delete-home', `It deletes ${worst}.`, 'destroys')]
  })
}

function supposeCommand(text: string, call: Call): void {
  const { inv, look } = call
  const via = [...inv.via, call.name]
  const onWindows = look.setting.shell === 'cmd' || look.setting.shell === 'powershell'
  // There the same call hands its text to the shell of Windows.
  const argvs = [['sh', '-c', text], ...(onWindows ? [['cmd', '/c', text.replaceAll("'", '"')]] : [])]
  argvs.some(argv => look.suppose({ ...inv, argv, env: [], redirects: [], input: null, via, written: null }))
}

/** Paths that stand in the texts of the code. */
function textFindings(texts: readonly string[], writes: boolean, call: Call): Finding[] {
  const { setting } = call.look
  const found: Finding[] = []
  for (const text of texts) {
    if (text.length > 4000) continue
    const slashes = text.includes('\\') ? text.replace(/\\+/g, '/') : text
    // Whatever it says there, it says it in the name of the person.
    if (/\.sock\b/.test(slashes) && slashes.includes(`${setting.product.dataFolder}/`)) {
      found.push(deny('hard.self', 'It speaks to Gatehouse through its own socket.', 'persistence'))
      continue
    }
    if (slashes.includes(`/${setting.product.dataFolder}`) || slashes.startsWith(setting.product.dataFolder)) {
      found.push(
        writes
          ? deny('hard.self', 'It changes the data folder of Gatehouse.', 'persistence')
          : ask('secrets.own-data', 'It reads the data folder of Gatehouse.', 'secrets'),
      )
      continue
    }
    // Perl writes the direction in front of the name: `open F, ">/etc/x"`.
    const file = text.replace(/^\s*\+?[<>]{1,2}\s*/, '')
    const here = writes && ownPath(call.inv.scope.cwd, setting) === 'the data folder'
    if (here && /^[\w.-]+$/.test(file))
      found.push(deny('hard.self', 'It changes the data folder of Gatehouse.', 'persistence'))
    if (!/^[~/.$][\w.$~{}/@+-]*$/.test(file)) continue
    const path = absolute(file.replace(/^\$\{?HOME\}?/, '~'), call.inv.scope.cwd, setting.home)
    if (ownPath(path, setting) && writes)
      found.push(deny('hard.self', 'It changes what belongs to Gatehouse.', 'persistence'))
    const finding = writes ? (writeFinding(path, setting) ?? readFinding(path, setting)) : readFinding(path, setting)
    if (finding) found.push(finding)
  }
  return found
}
