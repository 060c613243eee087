import { GLOB_ONE } from '../marks.ts'
import type { ProductNames } from '../setting.ts'

/** How our processes can be called, for patterns that are matched against process names and command lines. */
const processNames = (product: ProductNames): string[] => [
  product.cli,
  `${product.cli}d`,
  `${product.cli}-gateway`,
  `${product.cli} gateway`,
  `${product.cli}-keeper`,
]

/** Names of programs that run on every machine; a pattern that matches all of these matches everything. */
const ANYBODY = ['init', 'sshd', 'bash', 'firefox', 'kworker/0:1', 'Xorg', 'a9']

/** Longer patterns are not compiled: our names are short, and time must stay bounded. */
const LONGEST_PATTERN = 64

/** Whether a text speaks of our daemon: its name, its pid file, its socket. `[g]atehouse` counts too. */
export function namesDaemon(text: string, product: ProductNames): boolean {
  const plain = (text.includes('[') ? text.replace(/\[(.)\]/g, '$1') : text).toLowerCase()
  // `[g]atehouse` without quotes is a pattern for file names by the time we see it.
  if (text.includes(GLOB_ONE) && plain.includes(`${GLOB_ONE}${product.cli.slice(1)}`)) return true
  return plain.includes(product.cli) || plain.includes(product.dataFolder)
}

/** What a process name pattern would hit: our daemon, everything, or neither. */
export function patternHits(pattern: string, product: ProductNames): 'daemon' | 'all' | null {
  if (pattern === '') return 'all'
  if (namesDaemon(pattern, product)) return 'daemon'
  if (pattern.length > LONGEST_PATTERN) return null
  const expression = compiled(pattern)
  if (!expression) return null
  if (ANYBODY.every(name => expression.test(name))) return 'all'
  return processNames(product).some(name => expression.test(name)) ? 'daemon' : null
}

/** Nested repetition could take long even on short names, so such patterns are taken by their letters only. */
function compiled(pattern: string): RegExp | null {
  if (/[+*}]\)?[+*{]/.test(pattern) || /\([^)]*[+*][^)]*\)[+*{]/.test(pattern)) return null
  try {
    return new RegExp(pattern, 'i')
  } catch {
    // Not a pattern in our dialect: the caller asks anyway.
    return null
  }
}
