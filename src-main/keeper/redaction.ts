import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { Vault } from '../vault/node/vault.ts'

/** Takes secrets out of text, whole or as it streams. */
export type RedactingText = {
  whole(text: string): string
  stream(): { push(text: string): string; end(): string }
}

/** The redactor of the house; it follows the vault and the settings. */
export type Redaction = RedactingText & { follow(config: ConfigDesk): void }

/** Opens the redactor with every value the vault knows. */
export async function openRedaction(vault: Vault): Promise<Redaction> {
  let values = [...(await vault.valuesToRedact()).values()].filter(value => value.length >= 4)
  const whole = (text: string): string => values.reduce((rest, value) => rest.replaceAll(value, '[hidden]'), text)
  return {
    whole,
    stream: () => {
      let held = ''
      return {
        push: text => {
          held += text
          const keep = Math.max(0, ...values.map(value => value.length - 1))
          const clean = whole(held)
          held = keep === 0 ? '' : clean.slice(-keep)
          return keep === 0 ? clean : clean.slice(0, -keep)
        },
        end: () => whole(held),
      }
    },
    follow: () => {
      vault.onChange(() => {
        void vault.valuesToRedact().then(found => {
          values = [...found.values()].filter(value => value.length >= 4)
        })
      })
    },
  }
}
