/** The file that runs, in every spelling of cmd. */
const ITSELF = '"?%~?[a-z]{0,6}0"?'

/** Batch text that starts itself twice, or something in a loop without end. */
const IN_CMD: readonly RegExp[] = [
  new RegExp(`${ITSELF}\\s*\\|\\s*(?:(?:start|call)\\s+(?:""\\s+)?(?:/\\w+\\s+)*)?${ITSELF}`, 'i'),
  new RegExp(`\\bstart\\b[^&|\\n]{0,80}${ITSELF}[\\s\\S]{0,200}(?:${ITSELF}|\\bgoto\\b)`, 'i'),
  new RegExp(`${ITSELF}\\s*&+\\s*start\\b[^&|\\n]{0,80}${ITSELF}`, 'i'),
  /\bfor\s+\/l\s+%+\w\s+in\s*\(\s*(?:|,+|\d+\s*,\s*0+\s*,\s*\d+)\s*\)\s*do\s+(?:\(\s*)?@?start\b/i,
  /:(\w+)\s[\s\S]{0,200}\bstart\b[^&|\n]{0,80}\b(?:cmd|powershell|pwsh)\b[\s\S]{0,200}\bgoto\s+:?\1\b/i,
]

/** Whether a text for cmd is a fork bomb. */
export const bombsInCmd = (text: string): boolean =>
  /\bstart\b|%~?[a-z]{0,6}0/i.test(text) && IN_CMD.some(bomb => bomb.test(text.slice(0, LONGEST).replaceAll('^', '')))

/** A bomb stands at the beginning; longer texts are something else. */
const LONGEST = 4_000

const FOR_EVER =
  /\b(?:while\s*\(\s*(?:\$true|1)\s*\)|for\s*\(\s*;\s*;\s*\))\s*\{((?:[^{}]|\{[^{}]{0,200}\}){0,300})\}|\bdo\s*\{((?:[^{}]|\{[^{}]{0,200}\}){0,300})\}\s*while\s*\(\s*(?:\$true|1)\s*\)/i
const STARTS = /\b(?:start-process|saps|start-job|sajb|start-threadjob|start)\b/i
const FUNCTION = /\b(?:function|filter)\s+([^\s{(]{1,40})\s*(?:\(\s*\))?\s*\{((?:[^{}]|\{[^{}]*\}){0,300})\}/gi

/** Whether a PowerShell text is a fork bomb: a loop without end that starts shells, or a function that calls itself twice. */
export function bombsInPowerShell(text: string): boolean {
  if (text.length > LONGEST || !/\bwhile\b|\bfor\b|\bfunction\b|\bfilter\b/i.test(text)) return false
  const loop = FOR_EVER.exec(text)
  const body = loop?.[1] ?? loop?.[2] ?? ''
  if (STARTS.test(body) && /\b(?:powershell|pwsh|cmd)\b|\$pscommandpath|\$myinvocation|\$0\b/i.test(body)) return true
  return [...text.matchAll(FUNCTION)].some(([whole, name = '', inside = '']) => {
    const calls = inside.split(/[\s|;&{},'"]+/).filter(word => word.toLowerCase() === name.toLowerCase()).length
    const again = text
      .slice(text.indexOf(whole) + whole.length)
      .toLowerCase()
      .includes(name.toLowerCase())
    return calls > 1 && again && (/[|&]/.test(inside) || STARTS.test(inside))
  })
}
