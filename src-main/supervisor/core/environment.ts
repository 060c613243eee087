/**
 * The only variables a child process inherits. A longer list leaks the parent: tokens, agent sockets and
 * loader switches live in environments. Pinned by a test; add one only with a reason.
 */
export const INHERITED = [
  'PATH', // finds the system's own programs
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot', // Windows cannot open a socket without it
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
] as const

/** The environment of a child: the listed variables and what is given on purpose. */
export function childEnvironment(
  parent: Readonly<Record<string, string | undefined>>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const inherited = INHERITED.flatMap(name => {
    const value = parent[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(inherited), ...given }
}
