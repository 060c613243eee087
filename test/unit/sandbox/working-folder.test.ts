import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workingFolder } from '../../../src-main/contract/model/working-folder.ts'
import { requestFor } from '../../../src-main/sandbox/node/run-on-agent.ts'

/** Where commands run: what the judge calls the workspace and the home there, and what the machine calls the workspace. */
const places = {
  'a container': { judged: '/workspace', home: '/home/agent', real: '/workspace' },
  'another machine': { judged: '/workspace', home: '/home/agent', real: '/home/build/.gatehouse-sandbox/workspace' },
  'this machine': { judged: '/data/workspaces/main', home: '/home/anna', real: '/data/workspaces/main' },
  // Where the data folder itself lies below a folder of the name agents know.
  'this machine, oddly': {
    judged: '/workspace/gh/workspaces/main',
    home: '/workspace',
    real: '/workspace/gh/workspaces/main',
  },
}
type Place = (typeof places)[keyof typeof places]

/** The folder that is judged for what a call says, and the one the command then starts in. */
function folders(cwd: string | undefined, { judged: workspace, home, real }: Place) {
  const judged = workingFolder(cwd, { workspace, home })
  const plan = {
    command: { kind: 'shell', text: 'ls' },
    cwd: judged,
    env: {},
    timeoutMs: 1,
    outputCap: 1,
    background: 'end-with-command',
    agent: 'main',
    session: 's',
  } as const
  return { judged, runs: requestFor(plan, { where: '', workspace: real, env: {} }).cwd }
}

describe('the folder a command starts in', () => {
  it.each<[string | undefined, string]>([
    [undefined, '/workspace'],
    ['', '/workspace'],
    ['.', '/workspace'],
    ['./', '/workspace'],
    ['src', '/workspace/src'],
    ['./src/../lib/', '/workspace/lib'],
    ['/workspace', '/workspace'],
    ['/workspace/src', '/workspace/src'],
    ['//workspace//src', '/workspace/src'],
    ['/workspaces', '/workspaces'],
    ['..', '/'],
    ['../etc', '/etc'],
    ['/workspace/../tmp/x', '/tmp/x'],
    ['~', '/home/agent'],
    ['~/x', '/home/agent/x'],
    ['~/../other', '/home/other'],
    ['~anna', '/workspace/~anna'],
    ['a~', '/workspace/a~'],
    ['C:', '/workspace/C:'],
    ['C:/Users', '/workspace/C:/Users'],
    ['/../../..', '/'],
  ])('said as %j is %s', (cwd, expected) => {
    expect(folders(cwd, places['a container'])).toEqual({ judged: expected, runs: expected })
  })

  it.each<[string, string]>([
    ['src', '/home/build/.gatehouse-sandbox/workspace/src'],
    ['//workspace/src', '/home/build/.gatehouse-sandbox/workspace/src'],
    ['/workspace/../tmp/x', '/tmp/x'],
    ['~/x', '/home/agent/x'],
  ])('said as %j on another machine is %s there', (cwd, expected) => {
    expect(folders(cwd, places['another machine']).runs).toBe(expected)
  })

  it('is the agent’s own where the data folder lies below a folder of that name', () => {
    const expected = '/workspace/gh/workspaces/main/src'
    for (const cwd of ['src', '/workspace/src', expected])
      expect(folders(cwd, places['this machine, oddly'])).toEqual({ judged: expected, runs: expected })
  })

  it.each(Object.entries(places))('is the judged one in %s, whatever a call says', (_name, place) => {
    const part = fc.constantFrom('', '.', '..', '~', 'src', 'workspace', 'gh', 'C:', 'tmp', 'home', 'build', '~x', ' ')
    const said = fc.array(part, { maxLength: 7 }).map(parts => parts.join('/'))
    fc.assert(
      fc.property(said, cwd => {
        const { judged, runs } = folders(cwd, place)
        expect(judged).toMatch(/^\/(?:(?!\.{1,2}(?:\/|$))[^/]+(?:\/(?!\.{1,2}(?:\/|$))[^/]+)*)?$/)
        const within = judged === place.judged || judged.startsWith(`${place.judged}/`)
        expect(runs).toBe(within ? `${place.real}${judged.slice(place.judged.length)}` : judged)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the words of Windows where the workspace has them', () => {
    const windows = { workspace: 'C:\\Users\\dev\\app', home: 'C:\\Users\\dev' }
    expect(['C:\\Temp', 'src', '~\\x', undefined].map(cwd => workingFolder(cwd, windows))).toEqual([
      'C:\\Temp',
      'C:\\Users\\dev\\app/src',
      '~\\x',
      'C:\\Users\\dev\\app',
    ])
  })
})
