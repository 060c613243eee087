// Which of the two hosts to start: the window, or headless with the dashboard. Whatever is not asked for is explained.
import { join } from 'node:path'
import { noWindow, obtainElectron } from './electron.mjs'
import { pinnedNode, ROOT } from './packages.mjs'

/**
 * @param {string[]} given   what the person wrote after `npm start --`
 * @param {(text: string) => void} say
 * @param {{ noWindow: () => string | null, obtainElectron: (say: (text: string) => void) => { path: string } | { why: string } }} desktop
 * @returns {[program: string, args: string[]]}
 */
export function chooseHost(given, say, desktop = { noWindow, obtainElectron }) {
  const options = given.filter(option => option !== '--headless')
  /** @type {[string, string[]]} */
  const headless = [pinnedNode(), [join(ROOT, 'out', 'main', 'cli.js'), 'up', '--dashboard', ...options]]
  if (given.includes('--headless')) return headless
  const reason = desktop.noWindow()
  if (reason !== null) {
    say(`${reason}, so Gatehouse starts headless, with its dashboard in a browser.`)
    return headless
  }
  const electron = desktop.obtainElectron(say)
  if ('path' in electron) return [electron.path, [ROOT, ...options]]
  say(`${electron.why}\nStarting headless, with the dashboard in a browser.`)
  return headless
}
