import { describe, expect, it } from 'vitest'
import { parseEnv } from '../../../src-main/vault/core/parse-env.ts'
import { applyImport, previewImport } from '../../../src-main/vault/node/import-env.ts'
import { aVault, owner } from '../../kit/a-vault.ts'

describe('a .env file', () => {
  it.each([
    ['A=1', [{ line: 1, name: 'A', value: '1' }]],
    ['export A = "two words" # note', [{ line: 1, name: 'A', value: 'two words' }]],
    ["A='$HOME #1'", [{ line: 1, name: 'A', value: '$HOME #1' }]],
    ['A=$HOME#1 # note', [{ line: 1, name: 'A', value: '$HOME#1' }]],
    ['A="say \\"hi\\"\\nthere"', [{ line: 1, name: 'A', value: 'say "hi"\nthere' }]],
    [
      '# no\r\n\r\nA=1\r\nB=',
      [
        { line: 3, name: 'A', value: '1' },
        { line: 4, name: 'B', value: '' },
      ],
    ],
    [
      'K="-----BEGIN\nabc\n-----END"\nB=2',
      [
        { line: 1, name: 'K', value: '-----BEGIN\nabc\n-----END' },
        { line: 4, name: 'B', value: '2' },
      ],
    ],
    ['\uFEFFA=a=b', [{ line: 1, name: 'A', value: 'a=b' }]],
    ['just words', [{ line: 1, name: 'just words', problem: 'This line is not NAME=value.' }]],
    ['1A=x', [{ line: 1, name: '1A', problem: 'A name is a letter, then letters, digits, "_", "." or "-".' }]],
    [
      '__proto__=x',
      [{ line: 1, name: '__proto__', problem: 'A name is a letter, then letters, digits, "_", "." or "-".' }],
    ],
    [
      'A="open\nB=2',
      [
        { line: 1, name: 'A', problem: 'The closing " is missing.' },
        { line: 2, name: 'B', value: '2' },
      ],
    ],
  ])('reads %j', (text, expected) => {
    expect(parseEnv(text)).toEqual(expected)
  })
})

describe('an import', () => {
  const env = 'OLD=same\nKEY=new\nANTHROPIC_API_KEY=sk-ant-x\nEMPTY=\nSAMPLE=your-key-here\nTWICE=a\nTWICE=b\n'

  it('shows what would happen and never a value', async () => {
    const { vault } = await aVault({ OLD: 'same', KEY: 'before' })
    const preview = await previewImport(vault, env)
    if (preview.status !== 'ok') throw new Error(preview.status)
    expect(preview.lines.map(({ name, action, length, reason }) => [name, action, length, reason])).toEqual([
      ['OLD', 'same', 4, undefined],
      ['KEY', 'replace', 3, undefined],
      ['ANTHROPIC_API_KEY', 'add', 8, undefined],
      ['EMPTY', 'skip', 0, 'The value is empty.'],
      ['SAMPLE', 'skip', 0, 'The value is a placeholder.'],
      ['TWICE', 'skip', 0, 'A later line sets the same name; that one counts.'],
      ['TWICE', 'add', 1, undefined],
    ])
    expect(JSON.stringify(preview)).not.toContain('sk-ant-x')
    expect(await vault.get('ANTHROPIC_API_KEY', owner)).toEqual({ status: 'unknown' })
  })

  it('stores the chosen names only', async () => {
    const { vault } = await aVault({ OLD: 'same', KEY: 'before' })
    expect(await applyImport(vault, env, ['OLD', 'KEY', 'TWICE', 'EMPTY', 'OTHER'], owner)).toEqual({
      status: 'ok',
      stored: ['KEY', 'TWICE'],
    })
    expect(await vault.get('KEY', owner)).toEqual({ status: 'ok', value: 'new' })
    expect(await vault.get('TWICE', owner)).toEqual({ status: 'ok', value: 'b' })
    expect(await vault.get('ANTHROPIC_API_KEY', owner)).toEqual({ status: 'unknown' })
  })
})
