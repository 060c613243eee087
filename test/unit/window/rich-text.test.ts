import { describe, expect, it } from 'vitest'
import { inlines, richText } from '../../../src-renderer/ui/rich-text.ts'

describe('an answer of a model', () => {
  it('becomes paragraphs, lists and code', () => {
    expect(richText('Here you go:\n\n- one\n- **two**\n\n```sh\nls -la\n# not a heading\n```\nDone.')).toEqual([
      { kind: 'paragraph', inlines: [{ kind: 'text', text: 'Here you go:' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'one' }], [{ kind: 'strong', text: 'two' }]] },
      { kind: 'code', language: 'sh', text: 'ls -la\n# not a heading' },
      { kind: 'paragraph', inlines: [{ kind: 'text', text: 'Done.' }] },
    ])
  })

  it('shows a fence that is still open while the answer streams', () => {
    expect(richText('```\nhal')).toEqual([{ kind: 'code', language: '', text: 'hal' }])
  })

  it('keeps raw tags and images as text', () => {
    expect(inlines('<img src=x onerror=alert(1)> ![dot](https://spy.example/p.png)')).toEqual([
      { kind: 'text', text: '<img src=x onerror=alert(1)> ' },
      { kind: 'link', text: 'dot', url: 'https://spy.example/p.png' },
    ])
  })

  it('does not read stars in a command as emphasis', () => {
    expect(inlines('rm *.log and 2*3*4')).toEqual([{ kind: 'text', text: 'rm *.log and 2*3*4' }])
  })

  it('numbers an ordered list and continues an item on an indented line', () => {
    expect(richText('1. first\n   more\n2. second')).toEqual([
      {
        kind: 'list',
        ordered: true,
        items: [[{ kind: 'text', text: 'first\nmore' }], [{ kind: 'text', text: 'second' }]],
      },
    ])
  })

  it('ends on any input', () => {
    for (const odd of ['#', '```', '- ', '>', '1.', '**', '\n\n\n', '`'.repeat(50), '[a](', '* * *'])
      expect(Array.isArray(richText(odd))).toBe(true)
  })
})
