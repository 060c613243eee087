import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const judged = (command: string) => analyseCommand({ command, shell: 'bash', ...place })
/** Enough of other commands that a line counts as long. */
const LONG = Array.from({ length: 20 }, (_, at) => `date +${at}`).join('; ')

describe('a long line that says the same command again', () => {
  const lines = readFileSync(new URL('lines/everyday-and-hostile.txt', import.meta.url), 'utf8')
    .split('\n')
    .flatMap(line => /^(?:deny|danger|safe)\|bash\|([\w./ -]+)$/.exec(line)?.[1] ?? [])

  it('says of each of them what it says of the one', () => {
    const differing = lines.filter(line => {
      const [once, often] = [judged(line), judged(`${LONG}; ${line}; ${line}; ${line}`)]
      const own = once.segments.map(({ verdict, ruleId, display }) => `${verdict} ${ruleId} ${display}`)
      const all = often.segments.slice(20).map(({ verdict, ruleId, display }) => `${verdict} ${ruleId} ${display}`)
      const same = once.verdict === often.verdict && once.bindable === often.bindable
      return !same || JSON.stringify(all) !== JSON.stringify([...own, ...own, ...own])
    })
    expect(lines.length).toBeGreaterThan(300)
    expect(differing).toEqual([])
  })

  it.each<[string, string, string, string]>([
    ['from another folder', 'rm -rf dev', 'cd /home', 'deny'],
    ['after a function of its name', 'ls x', 'ls() { sudo id; }', 'deny'],
    ['after an alias of its name', 'ls x', 'alias ls=sudo', 'deny'],
    ['after its file was written', './x.sh', 'echo "sudo id" > x.sh', 'deny'],
    ['after its file was fetched', './x.sh', 'curl -s https://example.org/x -o x.sh', 'ask'],
  ])('judges it anew %s', (_name, command, between, verdict) => {
    expect(judged(`${LONG}; ${command}; ${command}`).verdict).not.toBe(verdict)
    expect(judged(`${LONG}; ${command}; ${between}; ${command}`).verdict).toBe(verdict)
  })
})
