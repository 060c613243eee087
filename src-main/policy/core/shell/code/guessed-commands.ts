/** How languages name the home folder. */
const HOME =
  String.raw`(?:pathlib\.)?Path\.home\(\)|Dir\.home(?:\(\))?|os\.homedir\(\)|require\(\s*['"](?:node:)?os['"]\s*\)\.homedir\(\)|homedir\(\)|NSHomeDirectory\(\)|FileManager\.default\.homeDirectoryForCurrentUser(?:\.path)?|` +
  String.raw`(?:os\.)?path\.expanduser\(\s*['"]~\/?['"]\s*\)|path\.expand\(\s*['"]~['"]\s*\)|File\.expand_path\(\s*['"]~['"]\s*\)|` +
  String.raw`os\.environ(?:\.get\(\s*['"]HOME['"]\s*\)|\[\s*['"]HOME['"]\s*\])|(?:os\.|Sys\.|System\.)?get_?env\(\s*['"]HOME['"]\s*\)|System\.get_env\(\s*['"]HOME['"]\s*\)|\(getenv\s+['"]HOME['"]\)|` +
  String.raw`process\.env\.(?:HOME|USERPROFILE)|process\.env\[\s*['"]HOME['"]\s*\]|ENV\[\s*['"]HOME['"]\s*\]|ENV\.fetch\(\s*['"]HOME['"]\s*\)|ENVIRON\[\s*['"]HOME['"]\s*\]|\$ENV\{\s*['"]?HOME['"]?\s*\}|\$_(?:SERVER|ENV)\[\s*['"]HOME['"]\s*\]|\$::env\(HOME\)|Deno\.env\.get\(\s*['"]HOME['"]\s*\)`

/** The home folder alone in the brackets of a call. */
export const HOME_ITSELF = new RegExp(String.raw`\w\s*[( :]\s*(?:${HOME})\s*(?:[,)\]}]|$)`, 'm')

const HOME_ANYWHERE = new RegExp(
  String.raw`(?:\b(?:str|String|escapeshellarg|shlex\.quote|os\.fspath)\s*\(\s*)?(?:${HOME})(?:\s*\))?`,
  'g',
)

const WRAPPED = /^(?:str|String|escapeshellarg|shlex|os\.fspath)\b/

/** The code with the home folder as a text where it asks for it: inside of texts bare, else in quotes. */
export const withHome = (code: string): string =>
  code
    .replace(HOME_IN_TEXT, '~')
    .replace(HOME_ANYWHERE, all => (WRAPPED.test(all) || !all.endsWith('))') ? '"~"' : '"~")'))

/** Where a text is filled in: `f"{os.environ['HOME']}"`, `"$ENV{HOME}"`, `"#{Dir.home}"`. */
const HOME_IN_TEXT = new RegExp(
  String.raw`(?:[$#]?\{\s*(?:${HOME})\s*\})|\$ENV\{\s*['"]?HOME['"]?\s*\}(?=[^,;)\]]*["'])`,
  'g',
)

/** One quoted text of a language. */
const TEXT = /'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\\n])*)`/g

/** What joins two texts: plus, dots, ampersand, or nothing at all in awk. */
const JOINS = /^\s*(?:\+|\.\.?|&|<>)\s*(?:quoted form of\s+)?$/

/**
 * Texts that the code puts together of pieces it names: `"s" + "udo id"`, `"rm -rf " .. os.getenv("HOME")`, a variable
 * that holds a plain text. What comes of it is a guess, so it may refuse and never allow.
 */
export function joinedTexts(code: string, beside = false, known?: ReadonlyMap<string, string>): string[] {
  if (code.length > 4_000) return []
  const values = new Map(known ?? [])
  const homely = withHome(code)
  for (const [, name = '', single, double] of homely.matchAll(
    /\b([A-Za-z_]\w*)\s*=\s*(?:'([^'\n]*)'|"([^"\n]*)")(?!\s*[+.])/g,
  ))
    values.set(name, single ?? double ?? '')
  const put = (all: string, name: string): string => (values.has(name) ? `"${values.get(name)}"` : all)
  const plus = homely.replace(/(?<=[+.&]\s*)\$?([A-Za-z_]\w*)\b(?!\s*[(.])/g, put)
  const plain = known === undefined ? plus : plus.replace(/(?<=["\s])([A-Za-z_]\w*)(?=[\s)";]|$)/g, put)
  const found: string[] = []
  let open: string | null = null
  let pieces = 0
  let end = 0
  const close = (): void => {
    if (open !== null && pieces > 1) found.push(open)
  }
  for (const match of plain.matchAll(TEXT)) {
    const gap = plain.slice(end, match.index)
    const raw = match[1] ?? match[2] ?? match[3] ?? ''
    const text = filled(raw, values)
    if (open !== null && (JOINS.test(gap) || (beside && /^\s*$/.test(gap)))) {
      open += text
      pieces++
    } else {
      close()
      open = text
      pieces = text === raw && !text.includes('~') ? 1 : 2
    }
    end = match.index + match[0].length
  }
  close()
  return found
}

/** `f"rm -rf {d}"`, `"#{d}"` and `"$d"`, where the code says what d is. */
const filled = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(
    /[$#]?\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)/g,
    (all, braced?: string, bare?: string) => values.get(braced ?? bare ?? '') ?? all,
  )

/** Calls that start a program and name its words one by one, in brackets or without. */
const STARTING_CALL =
  /\b(?:run|call|popen|check_call|check_output|spawn\w*|exec\w*|system\w*|execFile\w*|cmd|command|capture\w*|getoutput|start|process|launchPath|executableURL|fileURLWithPath)\w*['"]?\s*[({\s=:]\s*((?:(?:\{\s*\w+\s*:\s*)?\[?\s*(?:'[^']*'|"[^"]*")\s*\]?\s*,?\s*){1,30})/gi

/** A list of texts, which may be the words of a command: `cmd = ["sudo", "id"]`. */
const LIST = /[[(]\s*((?:(?:'[^'\n]*'|"[^"\n]*")\s*,\s*){1,30}(?:'[^'\n]*'|"[^"\n]*"))\s*,?\s*[\])]/g

const line = (words: readonly string[]): string =>
  words.map(word => (/^[\w./~=:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`)).join(' ')

/** The command lines of such calls. */
export const callsWithWords = (code: string): string[] =>
  [...[...withHome(code).matchAll(STARTING_CALL)], ...withHome(code).matchAll(LIST)]
    .map(([, words = '']) => quotedTexts(words))
    .map(line)
    .filter(one => one.length <= 1000)

/** Command lines between backticks and kin, and lists of words without quotes. */
export const backticked = (code: string): string[] =>
  [
    ...code.matchAll(
      /`([^`\n]{1,400})`|(?:\bqx|%x)\s*[({[/|!]([^)}\]/|!\n]{1,400})|\b(?:exec|system|spawn)\s*\(?\s*(?:qw|%w)\s*[({[/|!]([^)}\]/|!\n]{1,400})/g,
    ),
  ].map(([, ticks, quoted, words]) => ticks ?? quoted ?? words ?? '')

/** Every quoted text of a piece of code. */
export const quotedTexts = (code: string): string[] =>
  [...code.matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(([, single, double]) => single ?? double ?? '')
