import type { Segment } from '../../../../contract/model/decision.ts'
import { programName } from '../dispatch.ts'
import { names, parseOptions } from '../options.ts'
import { ACTING_OPTIONS } from '../tables/acting-options.ts'
import { INTERPRETERS } from '../tables/interpreters.ts'

const SHELLS = names('bash sh zsh dash ksh mksh ash rbash yash fish csh tcsh nu elvish pwsh powershell cmd')
const RUNNERS = names('xargs parallel eval exec source . command builtin busybox toybox awk gawk mawk nawk')

/** Whether a command holds code or an option that starts programs, harmless as it may be this time. */
export function carriesCode(segment: Segment): boolean {
  const name = programName(segment.program ?? '')
  const args = segment.argv.slice(1).map(word => word.text)
  if (RUNNERS.has(name)) return true
  if (SHELLS.has(name)) return shellCode(args)
  if (name === 'find' || name === 'fd')
    return args.some(arg =>
      /^-(exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls)$|^(-x|-X|--exec|--exec-batch)$/.test(arg),
    )
  if (name === 'git') return args.some(arg => /^(-c.*|--exec-path.*|--config-env.*)$/.test(arg))
  const interpreter = Object.hasOwn(INTERPRETERS, name) ? INTERPRETERS[name] : undefined
  if (interpreter) return interpreterCode(args, interpreter.values, interpreter.code, interpreter.preload ?? '')
  return actingOption(name, args)
}

function shellCode(args: readonly string[]): boolean {
  const script = args.find(arg => !/^[-+]/.test(arg))
  const options = script === undefined ? args : args.slice(0, args.indexOf(script))
  return script === undefined || options.some(arg => /^-[a-zA-Z]*[cs]|^--(rcfile|init-file|command)/.test(arg))
}

function interpreterCode(args: readonly string[], values: string, code: string, preload: string): boolean {
  const parsed = parseOptions(args, { values: names(values), stops: true })
  const carriers = new Set([...names(code), ...names(preload), 'm'])
  const asks = parsed.options.some(option => option.name === 'version' || option.name === 'help' || option.name === 'V')
  if (parsed.options.some(option => carriers.has(option.name))) return true
  return parsed.operands.length === 0 && !asks
}

function actingOption(name: string, args: readonly string[]): boolean {
  const row = Object.hasOwn(ACTING_OPTIONS, name) ? ACTING_OPTIONS[name] : undefined
  if (!row) return false
  const values = new Set([...names(row.values ?? ''), ...Object.keys(row.acts ?? {})])
  const parsed = parseOptions(args, { values, ...(row.oneDash ? { oneDash: true } : {}) })
  return parsed.options.some(option => {
    const act = row.acts?.[option.name]
    return act !== undefined && act !== 'write' && act !== 'deletes'
  })
}
