import { ask, deny, type Finding } from '../inspector.ts'
import type { Setting } from '../setting.ts'
import { readFinding, writeFinding } from '../tables/files.ts'
import { removeFindings } from './native-programs.ts'
import { windowsPath } from './windows-path.ts'

/** A call that reads or writes the file it names first. */
const FILE_CALL =
  /\bfile\]?\s*::\s*(readall\w+|readlines|openread|opentext|writeall\w+|appendall\w+|create\w*|openwrite|open)\s*\(\s*["']([^"']+)["']/i

/** Calls into .NET and COM that delete, start, load or send, told from the text of an expression without its strings. */
export function dotnetFindings(text: string, setting: Setting): Finding[] {
  const bare = text.replace(/'(?:[^']|'')*'/g, "''").replace(/"(?:[^"`]|`.)*"/g, '""')
  const lower = text.toLowerCase()
  const found: Finding[] = []
  if (
    /::\s*(delete|move|replace|setaccesscontrol|kill)\s*\(|\.(delete|kill|moveto|closemainwindow|terminate)\s*\(/i.test(
      bare,
    )
  ) {
    found.push(ask('destroys.files', 'It deletes files or ends processes.', 'destroys'))
    if (lower.includes(setting.product.cli))
      found.push(deny('hard.self', 'It changes what belongs to Gatehouse.', 'destroys'))
  }
  // A folder is given up with everything in it.
  const folder = /directory\]?\s*::\s*delete\s*\(\s*["']?([^,"')]+)/i.exec(text)?.[1]
  if (folder !== undefined) found.push(...removeFindings(folder.trim(), true, setting.cwd, setting))
  if (
    /::\s*(writealltext|writeallbytes|writealllines|appendalltext|copy|create|openwrite)\s*\(/i.test(bare) &&
    lower.includes(setting.product.dataFolder)
  ) {
    found.push(deny('hard.self', 'It changes the data folder of Gatehouse.', 'persistence'))
  }
  const [, act = '', path] = FILE_CALL.exec(text) ?? []
  if (path !== undefined) {
    const full = windowsPath(path, setting.cwd, setting)
    const finding = /^(read|openread)/i.test(act) ? readFinding(full, setting) : writeFinding(full, setting)
    if (finding) found.push(finding)
  }
  if (/::\s*setenvironmentvariable\s*\(/i.test(bare)) {
    found.push(ask('system.settings', 'It changes variables of later programs.', 'persistence'))
  }
  if (STARTS.test(bare) || /wscript\.shell|shell\.application/i.test(text)) {
    found.push(ask('code.starts-programs', 'The code can start programs or run hidden code.', 'runs-code'))
  }
  if (/\.(downloadfile|uploadstring|uploadfile|uploaddata|uploadvalues)\w*\s*\(/i.test(bare)) {
    found.push(ask('network.sends', 'It moves data to or from another machine.', 'network'))
  }
  return found
}

const STARTS =
  /\[(system\.)?diagnostics\.process\]::start|\[scriptblock\]::create|\.invoke\w*\s*\(|reflection\.assembly|\[activator\]|\[(system\.)?runtime\.interopservices|::(load|loadfile|loadfrom|loadwithpartialname)\s*\(|\$executioncontext|\.(exec|run|shellexecute)\s*\(|getdelegate|virtualalloc|addscript|\[powershell\]/i
