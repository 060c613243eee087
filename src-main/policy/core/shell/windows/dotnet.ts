import { FORMAT, KILLS_ALL, SETTINGS, STARTS_PROGRAMS } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import type { Setting } from '../setting.ts'
import { readFinding, writeFinding } from '../tables/files.ts'
import { removeFindings, speaksOfUs } from './native-programs.ts'
import { windowsPath } from './windows-path.ts'

const OURS = deny('hard.self', 'It changes what belongs to Gatehouse.', 'destroys')
const DELETES = ask('destroys.files', 'It deletes files or ends processes.', 'destroys')

/** A path or another text as it stands in a call. */
const TEXT = `\\s*["']?([^,"')]+)["']?\\s*`

/** Reads what a call names: the first or the second thing in its brackets. */
const first = (calls: string): RegExp => new RegExp(`(?:${calls})\\s*\\(${TEXT}`, 'gi')
const second = (calls: string): RegExp => new RegExp(`(?:${calls})\\s*\\([^,()]+,${TEXT}`, 'gi')

/** Folders and files that are given up with everything in them. */
const REMOVED = [
  first('directory\\]?\\s*::\\s*(?:delete|move)|delete(?:folder|directory)|movefolder'),
  /["']([^"']+)["']\s*\)?\s*\.\s*(?:delete|moveto)\s*\(/gi,
]
const REMOVED_FILE = [first('file\\]?\\s*::\\s*(?:delete|move)|deletefile')]
const READ = [first('file\\]?\\s*::\\s*(?:readall\\w*|readlines|openread|opentext)')]
const WRITTEN = [
  first(
    'file\\]?\\s*::\\s*(?:writeall\\w+|appendall\\w+|append\\w*|create\\w*|openwrite|open|set\\w+|encrypt|decrypt)|directory\\]?\\s*::\\s*(?:create\\w*|set\\w+)|(?:streamwriter|filestream|xmltextwriter)\\]?\\s*(?:::\\s*new)?|createtextfile|\\.save(?:as)?',
  ),
  /\b(?:streamwriter|filestream)\s+["']?([^"')\s]+)/gi,
  /\(\s*(?:get-item|gi)\s+["']?([^"')\s]+)["']?\s*\)\s*\.\s*\w+\s*=(?!=)/gi,
  second(
    '(?:file|directory)\\]?\\s*::\\s*(?:copy|move|replace)|extracttodirectory|createfromdirectory|downloadfile\\w*|(?:copy|move)(?:file|folder|directory)',
  ),
]

const named = (patterns: readonly RegExp[], text: string): string[] =>
  patterns.flatMap(pattern => [...text.matchAll(pattern)].map(([, path = '']) => path.trim()))

/** What a call does, told from the code without its texts. */
const CALLS: readonly (readonly [RegExp, Finding])[] = [
  [
    /::\s*(delete\w*|move|setaccesscontrol|kill)\s*\(|file\]?\s*::\s*replace\s*\(|\.(delete(file|folder)?|movefolder|movefile|kill|moveto|closemainwindow|terminate|invokeverb)\s*\(|::\s*delete(file|directory)\s*\(/i,
    DELETES,
  ],
  [
    /::\s*setenvironmentvariable\s*\(/i,
    ask('system.settings', 'It changes variables of later programs.', 'persistence'),
  ],
  [
    /\bregistry(key)?\]?\s*::\s*setvalue|\bregistry\w*\]?\s*::.*\.(setvalue|deletevalue|deletesubkey\w*|createsubkey)\s*\(|\.(deletesubkey\w*|createsubkey|deletevalue|regwrite|regdelete)\s*\(/i,
    SETTINGS,
  ],
  [
    /\.\s*(win32shutdown\w*|reboot|shutdown)\s*\(/i,
    ask('system.power', 'It shuts the machine down or restarts it.', 'destroys'),
  ],
  [
    /\.\s*(uninstall|install)\s*\(/i,
    ask('system.software', 'It installs, removes or updates software of the system.', 'persistence'),
  ],
  [
    /\[adsi\]|\.(setpassword|setinfo|changepassword)\s*\(/i,
    ask('privilege.accounts', 'It changes user accounts or passwords.', 'privilege'),
  ],
  [
    /\.(downloadfile|uploadstring|uploadfile|uploaddata|uploadvalues)\w*\s*\(|\bnet\.(sockets|mail)\b|\.(postasync|putasync|sendasync|sendmailasync)\s*\(/i,
    ask('network.sends', 'It moves data to or from another machine.', 'network'),
  ],
  [
    /\.getnetworkcredential\s*\(|ptrtostring\w*\s*\(|protecteddata\]?\s*::\s*unprotect|passwordvault/i,
    ask('secrets.prints', 'It prints stored passwords, keys or tokens.', 'secrets'),
  ],
  [
    /\[(system\.)?diagnostics\.process\]::start|interaction\]\s*::\s*shell\b|\bprocessstartinfo\b|\[scriptblock\]::create|\.invoke\w*\s*\(|reflection\.assembly|\[activator\]|\[(system\.)?runtime\.interopservices|::(load|loadfile|loadfrom|loadwithpartialname|unsafeloadfrom)\s*\(|\$executioncontext|\.(exec|run|shellexecute)\s*\(|getdelegate|virtualalloc|addscript|\[powershell\]|\[wmiclass\]/i,
    STARTS_PROGRAMS,
  ],
]

/** Objects that can start anything, named in a text. */
const STARTERS =
  /wscript\.shell|shell\.application|mmc20\.application|excel\.application|outlook\.application|schedule\.service/i

/** Parts of what looks at scripts before they run. */
const AMSI = /amsi(utils|initfailed|scanbuffer|context|session|enable)|amsi\.dll/i

/** A service at hand, and what ends or changes it. */
const SERVICE_CALL =
  /\b(get-service|gsv|servicecontroller|win32_service)\b[^|;]*\.\s*(stop|pause|start|continue|executecommand|stopservice|startservice|changestartmode|change|delete)\s*\(/i

const EVERY_PROCESS =
  /\(\s*(get-process|gps|ps)(\s+(-name\s+)?\*)?(\s*\))+\s*(\.\s*\w+\s*)?\.\s*(kill|closemainwindow|terminate)\b|::\s*getprocesses\s*\(\s*\)[^|;]*\.\s*(kill|closemainwindow)\b|\(\s*(get-wmiobject|gwmi|get-ciminstance|gcim)\s+(-class\w*\s+)?win32_process\s*\)\s*\.\s*terminate\b/i

/** Calls into .NET and COM that delete, start, load or send, told from the text of an expression. */
export function dotnetFindings(code: string, setting: Setting): Finding[] {
  if (!/[.:(]/.test(code)) return []
  // `(…).ForEach('Kill')` calls it on each.
  const text = code.replace(/\.foreach\(\s*['"](\w+)['"]/gi, '.$1(')
  const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/"(?:[^"`]|`.)*"/g, '""')
  const found = CALLS.flatMap(([pattern, finding]) => (pattern.test(bare) ? [finding] : []))
  if (AMSI.test(text)) found.push(ask('system.protection', 'It weakens the protection of the machine.', 'privilege'))
  if (STARTERS.test(text)) found.push(STARTS_PROGRAMS)
  if (SERVICE_CALL.test(text))
    found.push(ask('persistence.service', 'It changes services of the system.', 'persistence'))
  // Whatever ends or changes something and names us in the same breath is meant for us.
  if (found.some(({ ruleId }) => !ruleId.startsWith('network')) && speaksOfUs([text], setting)) found.push(OURS)
  if (EVERY_PROCESS.test(text)) found.push(KILLS_ALL)
  if (/\bwin32_process\b.*\.\s*create\s*\(/i.test(text)) found.push(STARTS_PROGRAMS)
  if (/\.\s*format\s*\(/i.test(bare) && /win32_(logicaldisk|volume)|get-volume|msft_volume/i.test(text))
    found.push(FORMAT)
  return [...found, ...pathFindings(text, setting)]
}

function pathFindings(text: string, setting: Setting): Finding[] {
  const written = named(WRITTEN, text)
  // A relative name counts too: .NET does not look for it where PowerShell stands.
  const ours = written.some(path => path.toLowerCase().includes(setting.product.dataFolder))
  const place = (path: string): string => windowsPath(path, setting.cwd, setting)
  const removed = (paths: string[], recursive: boolean): Finding[] =>
    paths.flatMap(path => removeFindings(path, recursive, setting.cwd, setting))
  return [
    ...removed(named(REMOVED, text), true),
    ...removed(named(REMOVED_FILE, text), false),
    ...named(READ, text).map(path => readFinding(place(path), setting)),
    ours ? OURS : null,
    ...written.map(path => writeFinding(place(path), setting)),
  ].filter(finding => finding !== null)
}
