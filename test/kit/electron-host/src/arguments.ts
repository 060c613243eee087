/** What the command line of the executable said. */
export interface HostArguments {
  /** Modules to load before the application (`-r`), as Playwright asks. */
  requires: string[]
  /** Folder or file of the application; `undefined` when none was named. */
  entry: string | undefined
  /** Switches by name without dashes; a switch without a value has ''. */
  switches: Map<string, string>
  /** Everything as given. */
  all: string[]
}

/** Splits the arguments as Electron does: switches anywhere, `-r` before the entry, the first bare word is the entry. */
export function parseArguments(all: string[]): HostArguments {
  const parsed: HostArguments = { requires: [], entry: undefined, switches: new Map(), all }
  for (let at = 0; at < all.length; at++) {
    const word = all[at] ?? ''
    if (parsed.entry === undefined && (word === '-r' || word === '--require')) parsed.requires.push(all[++at] ?? '')
    else if (word.startsWith('--')) addSwitch(parsed.switches, word)
    else if (!word.startsWith('-')) parsed.entry ??= word
  }
  return parsed
}

function addSwitch(switches: Map<string, string>, word: string): void {
  const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/s.exec(word) ?? []
  if (name) switches.set(name, value)
}
