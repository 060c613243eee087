import { expect, it } from 'vitest'
import { remindOfSecrets } from '../../../src-main/keeper/remind-of-secrets.ts'
import { aVault, owner } from '../../kit/a-vault.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

it('a secret that is due shows as a condition within hours, until it is replaced', async () => {
  const { vault } = await aVault({ KEY: 'old', OTHER: 'x' })
  const clock = turnedClock()
  const said: unknown[] = []
  const board = { trouble: (code: string, facts: unknown) => void said.push([code, facts]) }
  let afterDays = 1
  const end = remindOfSecrets({ vault, board, afterDays: () => afterDays }, clock)
  await expect.poll(() => said).toEqual([['secret-due', null]])
  afterDays = 0 // as if a day had gone by: an age of 0 days is due at a limit of 0
  await clock.turn(6 * 60 * 60_000)
  await expect.poll(() => said.at(-1)).toEqual(['secret-due', { secrets: 'KEY, OTHER' }])
  afterDays = 1
  await vault.put('KEY', 'new', owner)
  await expect.poll(() => said.at(-1)).toEqual(['secret-due', null])
  end()
})
