import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { editDistance, nearest } from '../../../src-main/config/core/nearest.ts'
import { editYaml } from '../../../src-main/config/node/edit-yaml.ts'
import { readConfig } from '../../../src-main/config/node/read-config.ts'

const text = `# head
posture: personal   # who
approvals:
  # why
  mode: "ask" # always
  expiresAfterSeconds: 0x100   # odd on purpose

agents:
    main:   { model: practice,   tools: { allow: [exec,   read] } }
# tail
`

describe('an edit', () => {
  it.each<[string, string[], unknown, [string, string]]>([
    ['a word', ['approvals', 'mode'], 'strict', ['mode: "ask" # always', 'mode: strict # always']],
    ['a number', ['approvals', 'expiresAfterSeconds'], 60, ['0x100', '60']],
    ['a list in braces', ['agents', 'main', 'tools', 'allow'], ['read'], ['[exec,   read]', '[ read ]']],
    [
      'a new key',
      ['approvals', 'doNotDisturb'],
      true,
      ['# odd on purpose\n', '# odd on purpose\n  doNotDisturb: true\n'],
    ],
    ['a whole new section', ['policy', 'readOnly'], true, ['# tail', 'policy:\n  readOnly: true\n# tail']],
  ])('changes %s and leaves every other byte', (_, path, value, [before, after]) => {
    expect(editYaml(text, path, value as never)).toBe(text.replace(before, after))
  })

  it('takes a key out with its line', () => {
    expect(editYaml(text, ['approvals', 'expiresAfterSeconds'], undefined)).toBe(text.replace(/ {2}expires.*\n/, ''))
    expect(editYaml(text, ['nothing', 'here'], undefined)).toBe(text)
  })

  it('begins an empty file', () => {
    expect(parse(editYaml('', ['approvals', 'mode'], 'ask') ?? '')).toEqual({ approvals: { mode: 'ask' } })
    expect(editYaml('# only words\n', ['approvals', 'mode'], 'ask')).toContain('# only words')
  })

  it('cannot put a key below a plain value', () => {
    expect(editYaml(text, ['posture', 'inner'], 1)).toBeNull()
  })

  it('always means exactly what was asked, whatever the value', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string(), { maxKeys: 3 }),
    )
    const path = fc.constantFrom(['approvals', 'mode'], ['new'], ['agents', 'main', 'tools'], ['deep', 'er', 'still'])
    fc.assert(
      fc.property(path, value, (keys, wanted) => {
        const edited = editYaml(text, keys, wanted)
        const found = keys.reduce((at, key) => at[key], parse(edited ?? '', { schema: 'core' }))
        expect(found).toEqual(wanted)
        expect(edited).toContain('# head')
        expect(edited).toContain('# tail')
      }),
      { numRuns: 500 },
    )
  })
})

describe('a config file that is wrong', () => {
  it.each([
    ['aprovals: {}\n', [1, 1, 'aprovals', 'approvals']],
    ['approvals:\n  mod: ask\n', [2, 3, 'approvals.mod', 'mode']],
    ['approvals:\n  mode: strikt\n', [2, 9, 'approvals.mode', 'strict']],
    ['posture: persnal\n', [1, 10, 'posture', 'personal']],
    ['agents:\n  main:\n    model: practise\n', [3, 12, 'agents.main.model', 'practice']],
    ['approvals:\n  mode: ask\n  mode: auto\n', [3, 3, '', null]],
    ['approvals:\n\tmode: ask\n', [2, 1, '', null]],
    ['__proto__:\n  admin: true\n', [1, 1, '', null]],
    ['policy:\n  audiences:\n    constructor: owner\n', [3, 5, '', null]],
    ['approvals:\n  expiresAfterSeconds: 5\n', [2, 24, 'approvals.expiresAfterSeconds', null]],
    ['- a\n- b\n', [1, 1, '', null]],
    ['models:\n  main: { provider: openai, model: x, key: sk-proj-abc }\n', [2, 44, 'models.main.key', null]],
  ])('%j is refused with its place and the nearest valid word', (source, [line, column, path, near]) => {
    const reading = readConfig(source as string)
    if (reading.status === 'valid') throw new Error('was accepted')
    const [first] = reading.problems
    expect([first?.line, first?.column, first?.path, first?.nearest]).toEqual([line, column, path, near])
  })

  it.each([
    [
      'models:\n  practice:\n    provider: practice\n    model: practice\n    budgetPerDay: { tokens: 5 }\n',
      5,
      'budgetPerDay',
    ],
    ['access:\n  audiences: { "telegram:1": team }\n', 2, 'audiences'],
    ['exposure: { mode: local }\n', 1, 'exposure'],
  ])('%j holds a key of an earlier version that nothing obeyed, and is told to delete it', (source, line, key) => {
    expect(readConfig(source)).toMatchObject({
      status: 'invalid',
      problems: [{ line, message: `Unknown key "${key}". It was removed because it never did anything: delete it.` }],
    })
  })

  it.each([
    ['policy:\n  patterns:\n    dangerous: ["fine", "a(b"]\n', 'policy.patterns.dangerous.1', 3, /at character 2: /],
    [
      'policy:\n  patterns:\n    denied:\n      - ""\n',
      'policy.patterns.denied.0',
      4,
      /at character 1: An empty pattern/,
    ],
    ['policy: { patterns: { denied: ["(?<=a)b"] } }\n', 'policy.patterns.denied.0', 1, /at character 1: /],
    ['redaction:\n  patterns:\n    - { name: a, pattern: "[" }\n', 'redaction.patterns.0.pattern', 3, /: .*missing/],
    ['redaction:\n  patterns:\n    - { name: a, pattern: "a*" }\n', 'redaction.patterns.0.pattern', 3, /everywhere/],
  ])('%j holds a pattern that cannot be used, and says where and why', (source, path, line, words) => {
    const reading = readConfig(source)
    expect(reading).toMatchObject({ status: 'invalid', problems: [{ path, line }] })
    if (reading.status === 'invalid') expect(reading.problems[0]?.message).toMatch(words)
  })

  it('takes patterns that can be used, whatever they mean', () => {
    const source =
      'policy: { patterns: { denied: ["^rm .*prod", "x|y"] } }\nredaction: { patterns: [{ name: a, pattern: "CUST-[0-9]{8}" }] }\n'
    expect(readConfig(source).status).toBe('valid')
  })

  it('never repeats a key that was pasted into it', () => {
    const reading = readConfig('models:\n  main: { provider: openai, model: x, key: sk-proj-abc }\n')
    expect(JSON.stringify(reading)).not.toContain('sk-proj-abc')
    expect(JSON.stringify(reading)).toContain('gatehouse secrets put')
  })

  it('does not blow up on an alias bomb', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`),
    ]
    expect(readConfig(bomb.join('\n'))).toMatchObject({ status: 'invalid' })
  })

  it('gives every object a clean prototype', () => {
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })
})

it.each([
  ['aprovals', 'approvals', 1],
  ['mdoe', 'mode', 1],
  ['', 'abc', 3],
  ['same', 'same', 0],
])('%s is %s away by %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance)
})

it('guesses no word for something else entirely', () => {
  expect(nearest('zzzzzz', ['approvals', 'agents'])).toBeNull()
})
