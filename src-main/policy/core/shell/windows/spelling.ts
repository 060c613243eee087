/** One spelling for every path: forward slashes, a drive as the first folder, lower case. */
export function slashed(path: string): string {
  const plain = path
    .replace(/^\\\\[?.]\\/, '')
    .replaceAll('\\', '/')
    .toLowerCase()
  return /^[a-z]:/.test(plain) ? `/${plain}` : plain
}
