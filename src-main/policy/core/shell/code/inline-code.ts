import type { Call } from '../call.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { isDynamic, withoutMarks } from '../marks.ts'
import { absolute, worstTarget } from '../paths.ts'
import { ownPath, readFinding, writeFinding } from '../tables/files.ts'
import type { Language } from '../tables/interpreters.ts'
import { slashed } from '../windows/spelling.ts'
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
  if (language === 'other' || code.length > LONGEST) {
    found.push(ask('code.inline', 'It runs code that is given on the command line.', 'runs-code'))
    supposeAll(code, call)
    return [
      ...found,
      ...removedFolders(quotedTexts(code), REMOVES_ELSEWHERE.test(code), call),
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
  if (runs || pipes || replaces)
    found.push(ask('code.starts-programs', 'The code can start programs or run hidden code.', 'runs-code'))
  // A command line that the code could start: only what nobody may approve counts, the rest is asked about anyway.
  if (runs) {
    for (const text of texts) if (/^\S+\s+\S/.test(text) && text.length <= 1000) supposeCommand(text, call)
    for (const words of [...callsWithWords(plain), ...backticked(plain)]) supposeCommand(words, call)
  }
  if (EVERYBODY.test(bare)) found.push(deny('hard.kill-all', 'It ends everything that runs.', 'destroys'))
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

/** How the languages call what removes a folder with everything in it. */
const WITH_CONTENT = /rmtree|rm_rf?\b|remove_(tree|dir|entry)|removeSync|emptyDir|rimraf|recursive|RemoveAll|deltree/i

/** Calls that can mean nothing else. */
const NAMED_FOR_IT = /\b(?:rmtree|rm_rf|remove_tree|rimraf|removeSync|remove_dir_all)\s*[( ]/

/** The same in languages that are not looked into. */
const REMOVES_ELSEWHERE =
  /delete-directory|removeItem|deleteRecursively|deleteDir|rm_rf|rmtree|remove_dir_all|removeDirectoryRecursive|file\s+delete\s+-force|os\.remove_all|del_dir_r|rm-rf|recursive/i

/** How languages name the home folder, alone in the brackets of a call. */
const HOME_ITSELF =
  /\w\s*[( ]\s*(?:(?:pathlib\.)?Path\.home\(\)|Dir\.home|os\.homedir\(\)|require\(\s*['"](?:node:)?os['"]\s*\)\.homedir\(\)|homedir\(\)|(?:os\.)?path\.expanduser\(\s*['"]~\/?['"]\s*\)|os\.environ(?:\.get\(\s*['"]HOME['"]\s*\)|\[\s*['"]HOME['"]\s*\])|os\.getenv\(\s*['"]HOME['"]\s*\)|getenv\(\s*['"]HOME['"]\s*\)|process\.env\.(?:HOME|USERPROFILE)|ENV\[\s*['"]HOME['"]\s*\]|\$ENV\{\s*['"]?HOME['"]?\s*\}|Deno\.env\.get\(\s*['"]HOME['"]\s*\)|File\.expand_path\(\s*['"]~['"]\s*\))\s*(?:[,)\]}]|$)/m

/** Calls of the libraries that reach the keychain. */
const KEYCHAIN = /\b(?:delete|set|get)_?password\s*\(/i

/** A signal to everything: the process number minus one. */
const EVERYBODY = /\bkill(?:pg)?\s*(?:\(|\s)\s*(?:(?:''|""|\w+)\s*(?:,|=>)\s*)?-\s*1\b/

/** Calls that start a program and name its words one by one. */
const STARTING_CALL =
  /\b(?:run|call|popen|check_call|check_output|spawn\w*|exec\w*|system\w*|execFile\w*|cmd|command|capture\w*|getoutput|start|process)\w*['"]?\s*[({]\s*((?:\[?\s*(?:'[^']*'|"[^"]*")\s*\]?\s*,?\s*){2,30})/gi

/** The command lines of such calls. */
const callsWithWords = (code: string): string[] =>
  [...code.matchAll(STARTING_CALL)]
    .map(([, words = '']) => quotedTexts(words))
    .map(words => words.map(word => (/^[\w./~=:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`)).join(' '))
    .filter(line => line.length <= 1000)

/** Command lines between backticks and kin, and lists of words without quotes. */
const backticked = (code: string): string[] =>
  [
    ...code.matchAll(
      /`([^`\n]{1,400})`|\b(?:qx|%x)\s*[({[/|!]([^)}\]/|!\n]{1,400})|\b(?:exec|system|spawn)\s*\(?\s*(?:qw|%w)\s*[({[/|!]([^)}\]/|!\n]{1,400})/g,
    ),
  ].map(([, ticks, quoted, words]) => ticks ?? quoted ?? words ?? '')

const quotedTexts = (code: string): string[] =>
  [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(([, single, double]) => single ?? double ?? '')

/** In a language that is not looked into, any text and what follows an `exec` may be a command line. */
function supposeAll(code: string, call: Call): void {
  if (code.length > 2_000) return
  for (const text of quotedTexts(code)) if (/^\S+\s+\S/.test(text)) supposeCommand(text, call)
  for (const words of callsWithWords(code)) supposeCommand(words, call)
  for (const [, line = ''] of code.matchAll(/\b(?:exec|spawn|system)\s+([^;\n\]}]+)/g)) supposeCommand(line, call)
}

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
  look.suppose({ ...inv, argv: ['sh', '-c', text], env: [], redirects: [], input: null, via, written: null })
}

/** Paths that stand in the texts of the code. */
function textFindings(texts: readonly string[], writes: boolean, call: Call): Finding[] {
  const { setting } = call.look
  const found: Finding[] = []
  for (const text of texts) {
    if (text.length > 4000) continue
    const slashes = text.includes('\\') ? text.replace(/\\+/g, '/') : text
    if (slashes.includes(`/${setting.product.dataFolder}`)) {
      found.push(
        writes
          ? deny('hard.self', 'It changes the data folder of Gatehouse.', 'persistence')
          : ask('secrets.own-data', 'It reads the data folder of Gatehouse.', 'secrets'),
      )
      continue
    }
    // Perl writes the direction in front of the name: `open F, ">/etc/x"`.
    const file = text.replace(/^\s*\+?[<>]{1,2}\s*/, '')
    if (!/^[~/.$][\w.$~{}/@+-]*$/.test(file)) continue
    const path = absolute(file.replace(/^\$\{?HOME\}?/, '~'), call.inv.scope.cwd, setting.home)
    if (ownPath(path, setting) && writes)
      found.push(deny('hard.self', 'It changes what belongs to Gatehouse.', 'persistence'))
    const finding = writes ? (writeFinding(path, setting) ?? readFinding(path, setting)) : readFinding(path, setting)
    if (finding) found.push(finding)
  }
  return found
}
