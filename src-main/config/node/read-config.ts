import type { Config, ConfigProblem } from '../../contract/model/config.ts'
import type { Plain } from '../core/layers.ts'
import type { Misfit } from '../core/misfit.ts'
import { validateConfig } from '../core/validate-config.ts'
import { readYaml, type YamlText } from './yaml-text.ts'

/** A config text that holds, or what is wrong with it and where. */
export type ConfigReading =
  | { readonly status: 'valid'; readonly config: Config; readonly written: Plain }
  | { readonly status: 'invalid'; readonly problems: readonly ConfigProblem[] }

/** Reads a config file's text. Total: whatever bytes come, the answer is a config or a list of places. */
export function readConfig(source: string): ConfigReading {
  const reading = readYaml(source)
  if (reading.status === 'malformed') return { status: 'invalid', problems: reading.problems }
  const { data } = reading.text
  const validation = validateConfig(data)
  if (validation.status === 'valid') return { status: 'valid', config: validation.config, written: data }
  return { status: 'invalid', problems: validation.misfits.map(misfit => place(misfit, reading.text)) }
}

function place(misfit: Misfit, text: YamlText): ConfigProblem {
  const { path, message, nearest } = misfit
  return { path: path.join('.'), ...text.locate(path, misfit.atKey ? 'key' : 'value'), message, nearest }
}
