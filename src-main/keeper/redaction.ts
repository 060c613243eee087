import type { ConfigDesk } from '../config/node/config-desk.ts'
import { checkPattern } from '../vault/core/redact/custom.ts'
import { type Hit, type RedactOptions, Redactor } from '../vault/core/redact/redactor.ts'
import { RedactingStream } from '../vault/core/redact/stream.ts'
import type { Vault } from '../vault/node/vault.ts'

/** Takes secrets out of text, whole or as it streams. */
export type RedactingText = {
  whole(text: string): string
  stream(): { push(text: string): string; end(): string }
}

/** The redactor of the house; it follows the vault and the settings. */
export type Redaction = RedactingText & {
  /** What a text would lose, for the check on what leaves the machine. */
  find(text: string): readonly Hit[]
  follow(config: ConfigDesk): void
}

/** What the redactor finds without a vault: formats, keys, telling names. For what is said before one is open. */
export function withoutSecrets(text: string): string {
  return new Redactor({}).redact(text).text
}

/** Opens the redactor with every value the vault knows. */
export async function openRedaction(vault: Vault): Promise<Redaction> {
  let options: RedactOptions = { secrets: await valuesOf(vault) }
  let redactor = new Redactor(options)
  const use = (more: RedactOptions): void => {
    options = { ...options, ...more }
    redactor = new Redactor(options)
  }
  return {
    whole: text => redactor.redact(text).text,
    find: text => redactor.find(text),
    stream: () => new RedactingStream(redactor),
    follow: config => {
      vault.onChange(() => void valuesOf(vault).then(secrets => use({ secrets })))
      const settings = () => {
        const { patterns, personalData } = config.current().redaction
        // The settings refuse a pattern that cannot be used (`config/core/check-patterns.ts`); one that slipped through must not stop all redaction.
        use({ patterns: patterns.filter(({ pattern }) => checkPattern(pattern).ok), personal: personalData })
      }
      settings()
      config.subscribe(settings)
    },
  }
}

async function valuesOf(vault: Vault): Promise<{ name: string; value: string }[]> {
  return [...(await vault.valuesToRedact())].map(([name, value]) => ({ name, value }))
}
