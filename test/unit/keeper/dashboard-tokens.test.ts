import { describe, expect, it } from 'vitest'
import { DashboardTokens, LINK_MS } from '../../../src-main/keeper/doors/dashboard-tokens.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

const some = () => {
  const clock = turnedClock()
  return { clock, tokens: new DashboardTokens(clock, () => 60_000) }
}

describe('a dashboard link', () => {
  it('becomes a token once', () => {
    const { tokens } = some()
    const code = tokens.newCode()
    const token = tokens.redeem(code)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(tokens.redeem(code)).toBeNull()
    expect(tokens.accepts(token ?? '')).toBe(true)
  })

  it('is of no use after ten minutes, nor its token after its time', async () => {
    const { tokens, clock } = some()
    const old = tokens.newCode()
    await clock.turn(LINK_MS)
    expect(tokens.redeem(old)).toBeNull()
    const token = tokens.redeem(tokens.newCode()) ?? ''
    await clock.turn(60_000)
    expect(tokens.accepts(token)).toBe(false)
  })

  it('is not a token, and a token is not a link', () => {
    const { tokens } = some()
    const code = tokens.newCode()
    expect(tokens.accepts(code)).toBe(false)
    const token = tokens.redeem(code) ?? ''
    expect(tokens.redeem(token)).toBeNull()
  })

  it('cannot be guessed at leisure: after many wrong ones even a right one waits', async () => {
    const { tokens, clock } = some()
    const code = tokens.newCode()
    for (let i = 0; i < 20; i++) tokens.redeem(`wrong-${i}`)
    expect(tokens.redeem(code)).toBeNull()
    await clock.turn(60_000)
    expect(tokens.redeem(code)).not.toBeNull()
  })

  it('ends with all others when they are withdrawn', () => {
    const { tokens } = some()
    const token = tokens.redeem(tokens.newCode()) ?? ''
    const code = tokens.newCode()
    tokens.revokeAll()
    expect([tokens.accepts(token), tokens.redeem(code)]).toEqual([false, null])
  })
})
