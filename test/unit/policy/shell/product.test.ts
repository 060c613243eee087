import { describe, expect, it } from 'vitest'
import { settingOf } from '../../../../src-main/policy/core/shell/setting.ts'
import { namesDaemon, patternHits } from '../../../../src-main/policy/core/shell/tables/product.ts'

const home = '/home/dev'
const { product } = settingOf({ command: '', shell: 'bash', cwd: home, home, user: 'dev', workspace: home })

describe('our own processes', () => {
  it.each([
    ['gatehouse', true],
    ['GateHouse', true],
    ['/run/gatehouse.pid', true],
    ['~/.gatehouse/x', true],
    ['[g]atehouse', true],
    ['g[a]tehouse', true],
    ['[ga]tehouse', false],
    ['\uFDD3atehouse', true],
    ['x\uFDD3atehouse', true],
    ['\uFDD3', false],
    ['\uFDD3atehous', false],
    ['atehouse', false],
    ['gate house', false],
    ['[x]y', false],
    ['', false],
  ])('%j names them: %j', (text, names) => expect(namesDaemon(text, product)).toBe(names))

  it.each([
    ['', 'all'],
    ['.', 'all'],
    ['.*', 'all'],
    ['init|sshd|bash|firefox|kworker|xorg|a9', 'all'],
    ['init|sshd|bash|firefox|kworker|xorg', null],
    ['INIT|SSHD|BASH|FIREFOX|KWORKER|XORG|A9', 'all'],
    ['gatehouse', 'daemon'],
    ['^gatehous.$', 'daemon'],
    ['^gatehous.d$', 'daemon'],
    ['^gatehous.-gateway$', 'daemon'],
    ['^gatehous. gateway$', 'daemon'],
    ['^gatehous.-keeper$', 'daemon'],
    ['^gatehous.x$', null],
    ['firefox', null],
    ['^$', null],
    ['(', null],
    ['[', null],
    ['g.*e', 'daemon'],
    ['gx*atehous', 'daemon'],
    [`gateh${'o?'.repeat(29)}o`, 'daemon'],
    [`gateh${'o?'.repeat(29)}oo`, null],
    // Nested repetition is not tried.
    ['(g.*)+', null],
    ['(g.+)*', null],
    ['(g.*){2}', null],
    ['(g+a)+tehous', null],
    ['(ga)+tehous', 'daemon'],
    ['(g.*)', 'daemon'],
    ['(gx*a)tehous', 'daemon'],
    ['g++', null],
    ['g*+', null],
    ['g+*', null],
    ['g{1}+', null],
    ['g{1}*a', null],
    ['(g{1}){1}', null],
    ['(g+)a', 'daemon'],
    ['g+)+', null],
    ['(ga)t+', 'daemon'],
    ['(x)?g+', 'daemon'],
  ] as const)('a pattern %j hits %j', (pattern, hits) => expect(patternHits(pattern, product)).toBe(hits))
})
