import { describe, expect, it } from 'vitest'
import { takeIn } from '../../../src-main/keeper/take-in.ts'
import { aCall } from '../../kit/policy.ts'

function aLedger(): { tainted: string[]; taint: (id: string) => void } {
  const tainted: string[] = []
  return { tainted, taint: id => void tainted.push(id) }
}

describe('what a tool brought home', () => {
  it('from the web taints the session and reaches the agent as data, each time behind another mark', () => {
    const ledger = aLedger()
    const page = aCall('web_fetch', { url: 'https://example.com/' })
    const [a, b] = [1, 2].map(() => takeIn(page, { outcome: 'done', text: 'Hello', exitCode: null }, ledger).text)
    expect(a).toMatch(/^<untrusted source="web page https:\/\/example.com\/" mark="[0-9a-f]{12}">\nHello\n/)
    expect(a).not.toBe(b)
    expect(ledger.tainted).toEqual(['s-1', 's-1'])
  })

  it('from an everyday command stays as it is', () => {
    const ledger = aLedger()
    const end = { outcome: 'done', text: '12 passed', exitCode: 0 } as const
    expect(takeIn(aCall('exec', { command: 'npm test' }), end, ledger)).toEqual(end)
    expect(ledger.tainted).toEqual([])
  })
})
