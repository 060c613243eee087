/** Folders of every Windows by their second names. */
const SECOND_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^([a-z]:)\/(documents and settings|docume~\d)(?=\/|$)/, '$1/users'],
  [/^([a-z]:)\/progra~1(?=\/|$)/, '$1/program files'],
  [/^([a-z]:)\/progra~2(?=\/|$)/, '$1/program files (x86)'],
  [/^([a-z]:)\/progra~3(?=\/|$)/, '$1/programdata'],
]

/** Ways to the drives of this machine besides their letters: provider names, device names, shares of the administrator. */
const DETOURS: readonly (readonly [RegExp, string])[] = [
  [/^(microsoft\.powershell\.core[\\/])?filesystem::/, ''],
  [/^file:\/\/+(?=[a-z]:)/, ''],
  [/^([\\/]{2}[?.]|[\\/]\?\?)[\\/]+((globalroot[\\/]+)?(device|\?\?)[\\/]+)?/, '//./'],
  [/^\/\/\.\/unc[\\/]+/, '//'],
  [/^\/\/\.\/(harddiskvolume\d+|volume\{[^}]*\}|bootpartition|systempartition)(?=[\\/]|$)/, 'c:'],
  [/^\/\/\.\/(physicaldrive\d+|harddisk\d+)/, '/$1'],
  [/^\/\/\.\//, ''],
  [/^[\\/]{2}(localhost|127(\.\d+){1,3}|\[?::1\]?|0--1\.ipv6-literal\.net|\.)[\\/]+([a-z])\$/, '$3:'],
]

/** One spelling for every path: forward slashes, a drive as the first folder, lower case. */
export function slashed(path: string): string {
  let plain = path.toLowerCase()
  if (/^[\\/]{2}|::|^file:|^[\\/]\?/.test(plain))
    for (const [detour, put] of DETOURS) plain = plain.replace(detour, put)
  // The stream that is the folder or the file itself, and dots and blanks behind a name, mean the same file.
  plain = plain
    .replace(/(::|:\$i30:)\$index_allocation|::\$data(?=$|[\\/])/g, '')
    .replaceAll('\\', '/')
    .replace(/(?<=[^./\s])[. ]+(?=\/|$)/g, '')
  if (!/^[a-z]:/.test(plain)) return plain
  for (const [second, name] of SECOND_NAMES) plain = plain.replace(second, name)
  return `/${plain}`
}
