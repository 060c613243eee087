import type { ShellName } from '../../../contract/model/decision.ts'
import { slashed } from './windows/spelling.ts'

/** Names under which this product can be attacked; every self-protection rule compares with these. */
export interface ProductNames {
  cli: string
  dataFolder: string
  units: readonly string[]
}

/** What the caller knows about the place where the command would run. */
export interface AnalyseInput {
  command: string
  shell: ShellName
  cwd: string
  home: string
  user: string
  workspace: string
  /** Variables that the call sets beside its command line. */
  env?: Readonly<Record<string, string>>
  userRules?: UserRules
  product?: ProductNames
}

/** Rules a person added: chains of words that are refused, plain text that asks. */
export interface UserRules {
  deny: readonly string[]
  danger: readonly string[]
}

/** The same facts with every optional part filled in. */
export interface Setting {
  shell: ShellName
  cwd: string
  home: string
  user: string
  workspace: string
  deny: readonly (readonly string[])[]
  danger: readonly string[]
  product: ProductNames
}

const GATEHOUSE: ProductNames = {
  cli: 'gatehouse',
  dataFolder: '.gatehouse',
  units: ['gatehouse', 'gatehouse.service', 'com.gatehouse.gateway', 'com.gatehouse'],
}

/** Fills in defaults and splits the word chains of the user's rules once. */
export function settingOf(input: AnalyseInput): Setting {
  const spelled = input.shell === 'powershell' || input.shell === 'cmd' ? slashed : (path: string): string => path
  return {
    shell: input.shell,
    cwd: spelled(input.cwd),
    home: spelled(input.home),
    user: input.user,
    workspace: spelled(input.workspace),
    deny: (input.userRules?.deny ?? []).map(chain => chain.trim().split(/\s+/)),
    danger: (input.userRules?.danger ?? []).filter(text => text !== ''),
    product: input.product ?? GATEHOUSE,
  }
}
