import { JUST_WRITTEN } from '../findings.ts'
import { ask, type Finding } from '../inspector.ts'
import { fromBase64 } from '../output-of.ts'
import { folded } from './fold-powershell.ts'
import { invocation, type Place, type Special } from './place.ts'
import { slashed } from './spelling.ts'
import { windowsPath, withPlaces } from './windows-path.ts'

const OPEN_SHELL = ask('code.open-shell', 'It opens a shell whose commands are not visible.', 'runs-code', 'unknown')
/** Code from the network. */
export const FETCHED = ask('code.from-network', 'It runs code that comes from the network.', 'network', 'runs-code')

/** The text that arrives through the pipe, where it can be told: written out, worked out, or printed by `echo`. */
export function pipedText({ command }: Pick<Place, 'command'>): string | null {
  const source = command.before.at(-1)
  if (!source) return null
  const known = folded(source.text) ?? folded(`(${source.text})`)
  if (known) return known.join('\n')
  const written = source.expression && source.words.every(word => word.quoted)
  return written ? source.words.map(word => word.text).join('\n') : null
}

/** `'text' | iex`, `'text' | powershell -`: the text is what runs. That it is run is asked about anyway. */
export function supposePiped(place: Place, shell: 'cmd' | 'powershell'): void {
  const text = pipedText(place)
  if (text === null) return
  place.look.suppose({
    ...invocation([shell, shell === 'cmd' ? '/c' : '-Command', text], place),
    scope: place.scope.fork(),
    written: null,
  })
}

const TAKES_VALUE =
  /^(ex|ep|executionpolicy|exec|w|win|windowstyle|version|v|inputformat|outputformat|configurationname|psconsolefile|settingsfile|wd|workingdirectory|custompipename)$/

const HELD_BACK = ask('system.execution-policy', 'It lets scripts run that were held back.', 'runs-code')

/** `-ExecutionPolicy Bypass`, under every beginning of its name that PowerShell takes. */
const liftsPolicy = (words: readonly string[]): boolean =>
  words.some((word, i) => {
    const given = /^[-/](ep|ex\w*)(?::(.*))?$/i.exec(word)
    const name = given?.[1]?.toLowerCase() ?? ''
    return (
      given !== null &&
      (name === 'ep' || 'executionpolicy'.startsWith(name)) &&
      /^(bypass|unrestricted)$/i.test(given[2] ?? words[i + 1] ?? '')
    )
  })

/** PowerShell started as a program: `-Command`, `-EncodedCommand`, `-File`, or text on its input. */
export const startedShell: Special = (given, place, say) => {
  const words = given.map(word => word.text)
  const lifted = liftsPolicy(words)
  const record = (...more: Finding[]): void => say(...more, ...(lifted ? [HELD_BACK] : []))
  for (let i = 0; i < words.length; i++) {
    const option = /^[-/](\w+|\?)$/.exec(words[i] ?? '')?.[1]?.toLowerCase()
    // A script may be named without an option.
    if (option === undefined && /\.ps1$/i.test(words[i] ?? '')) return shellFile(words[i] ?? '', place, record)
    if (option === undefined) return shellText(words.slice(i), place, record)
    if (/^e(c|n|nc\w*)?$/.test(option)) return encodedText(words[i + 1] ?? '', place, record)
    if (/^(c|cwa|commandwithargs)$/.test(option) || 'command'.startsWith(option))
      return shellText(words.slice(i + 1), place, record)
    if (option === 'f' || option === 'file') return shellFile(words[i + 1] ?? '', place, record)
    if (option === 'help' || option === '?' || (/^v(ersion)?$/.test(option) && i === words.length - 1)) return record()
    if (TAKES_VALUE.test(option)) i++
  }
  record(OPEN_SHELL)
}

function shellText(words: readonly string[], place: Place, record: (...more: Finding[]) => void): void {
  const { scope, via, look } = place
  if (words.length === 0 || words[0] === '-') {
    supposePiped(place, 'powershell')
    return record(
      ask(
        'code.from-input',
        'A shell runs whatever text it is given, and that text is not visible.',
        'runs-code',
        'unknown',
      ),
    )
  }
  record()
  look.foreign('powershell', words.join(' '), scope, [...via, 'powershell -Command'])
}

function encodedText(code: string, { scope, via, look }: Place, record: (...more: Finding[]) => void): void {
  record(ask('code.decoded', 'It decodes hidden text and runs it.', 'runs-code'))
  const plain = fromBase64(code)?.replaceAll('\0', '')
  if (plain !== undefined) look.foreign('powershell', plain, scope, [...via, 'powershell -EncodedCommand'])
}

function shellFile(file: string, { scope, via, look }: Place, record: (...more: Finding[]) => void): void {
  const written = look.writtenTo(windowsPath(file, scope.cwd, look.setting))
  if (written) {
    if (written.text !== null) look.foreign('powershell', written.text, scope, [...via, file])
    return record(written.fetched ? FETCHED : JUST_WRITTEN)
  }
  look.runsScript(slashed(withPlaces(file, look.setting)))
  if (/^https?:|^\\\\/.test(file)) record(FETCHED)
  else if (file === '-') record(OPEN_SHELL)
  else record()
}

export const startedCmd: Special = (given, place, record) => {
  const words = given.map(word => word.text)
  const at = words.findIndex(word => /^\/[ckr]/i.test(word))
  if (at < 0) {
    supposePiped(place, 'cmd')
    return record(OPEN_SHELL)
  }
  record()
  const text = [(words[at] ?? '').slice(2), ...words.slice(at + 1)].filter(Boolean).join(' ')
  place.look.foreign('cmd', text, place.scope, [...place.via, 'cmd /c'])
}
