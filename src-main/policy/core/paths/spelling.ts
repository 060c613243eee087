import type { PathWorld } from './path-world.ts'

/** What a path text means before links are looked at: an absolute path with `/`, dots still in it. */
export type Spelled = { ok: true; path: string } | { ok: false; ruleId: string; reason: string }

const no = (ruleId: string, reason: string): Spelled => ({ ok: false, ruleId, reason })

// A file name longer than this cannot be opened on any of the three systems.
const LONGEST_PATH = 4096
const LONGEST_NAME = 255

const LONE_SURROGATE = /\p{Surrogate}/u
/** Encoded dots, slashes, backslashes and NUL: plain, doubly encoded (%252e), overlong UTF-8 and the old %u form. */
const ENCODED =
  /%(?:25)*(?:2e|2f|5c|00|c0%(?:25)*a[ef]|e0%(?:25)*80%(?:25)*a[ef]|c1%(?:25)*(?:9c|1c)|u(?:002e|002f|005c|2215|2216|ff0e|ff0f|ff3c))/i
const VARIABLE = /\$(?:[A-Za-z_{(]|env:)|`/
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//
const DRIVE = /^[A-Za-z]:/

/** Reads the text of a path request. Refuses what two programs could read in two ways. */
export function spell(text: string, world: PathWorld): Spelled {
  if (text === '') return no('path.empty', 'An empty path names no file.')
  if (text.length > LONGEST_PATH) return no('path.too-long', 'The path is longer than any system can open.')
  if (text.includes('\0')) return no('path.nul', 'A NUL character would cut the name off for some programs.')
  if (LONE_SURROGATE.test(text)) return no('path.text', 'The path is not valid text.')
  if (/^file:/i.test(text)) return fromFileUrl(text, world)
  if (SCHEME.test(text)) return no('path.scheme', 'This is an address of the network, not a file.')
  return world.os === 'windows' ? spellWindows(text, world) : spellPosix(text, world)
}

function fromFileUrl(text: string, world: PathWorld): Spelled {
  const rest = text.slice('file:'.length)
  if (/[\\?#]/.test(rest)) return no('path.file-url', 'This file address can be read in more than one way.')
  const local = /^\/\/(?:localhost)?(?=\/)/i.exec(rest)
  const path = local ? rest.slice(local[0].length) : rest
  if (!path.startsWith('/') || path.startsWith('//')) return no('path.file-url', 'The file address names another host.')
  const decoded = decode(path)
  if (decoded === null || decoded.includes('\0')) return no('path.file-url', 'The file address cannot be decoded.')
  const own = world.os === 'windows' ? decoded.replace(/^\/(?=[A-Za-z]:)/, '') : decoded
  return world.os === 'windows' ? spellWindows(own, world) : spellPosix(own, world)
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    // Broken percent encoding is an answer here, not a fault: the caller refuses the path.
    return null
  }
}

/** Rules that hold on every system once the text is a path. */
function ambiguous(path: string): Spelled | null {
  if (ENCODED.test(path)) return no('path.encoded', 'Encoded dots or slashes are not decoded for file tools.')
  if (VARIABLE.test(path)) return no('path.variable', 'Variables are not expanded in paths of file tools.')
  for (const name of path.split('/')) {
    if (name.length > LONGEST_NAME) return no('path.too-long', 'A name in this path is longer than a disk can hold.')
    if (looksLikeDots(name))
      return no('path.look-alike', 'A name is made of characters that look like dots or slashes.')
  }
  return null
}

/** Characters that are drawn like a slash and are not folded to one by normalisation. */
const DRAWN_LIKE_SLASH = /[\u2215\u2216\u29f8\u29f9]/g

/** Full-width and other characters that turn into dots or slashes when a program normalises names. */
function looksLikeDots(name: string): boolean {
  // Plain ASCII cannot change under normalisation; this keeps the usual case cheap.
  if (/^[\x00-\x7f]*$/.test(name)) return false
  const folded = name.normalize('NFKC').replace(DRAWN_LIKE_SLASH, '/')
  return folded === '.' || folded === '..' || /[/\\]/.test(folded)
}

function spellPosix(text: string, world: PathWorld): Spelled {
  if (DRIVE.test(text) && /^.:[\\/]/.test(text)) return no('path.foreign', 'This is a Windows path.')
  if (text.startsWith('\\\\')) return no('path.foreign', 'This is a Windows network path.')
  if (/(?:^|[\\/])\.\.\\|\\\.\.(?:[\\/]|$)/.test(text))
    return no('path.backslash', 'Backslashes around dots can be read as steps up.')
  const tilde = expandTilde(text, world.home, '/')
  if (tilde === null) return no('path.tilde', 'Only ~ and ~/ stand for the home directory.')
  if (world.os === 'macos' && /(?:^|\/)\.\.namedfork(?:\/|$)/i.test(tilde)) {
    return no('path.stream', 'Named forks of files are not opened.')
  }
  return ambiguous(tilde) ?? { ok: true, path: tilde.startsWith('/') ? tilde : `${world.cwd}/${tilde}` }
}

/** `null` means a tilde that is not ours to expand. */
function expandTilde(text: string, home: string, separators: string): string | null {
  if (!text.startsWith('~')) return text
  if (text.length === 1) return home
  return separators.includes(text.charAt(1)) ? `${home}/${text.slice(2)}` : null
}

// COM and LPT also exist with superscript digits; Windows opens the device whatever the extension is.
const DEVICE =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$)\s*(?:[.:].*)?$/i

function spellWindows(text: string, world: PathWorld): Spelled {
  if (/^[\\/]{2}|^[\\/]\?\?[\\/]/.test(text))
    return no('path.device', 'Network shares and device paths are not opened.')
  if (/%[^%/\\]+%/.test(text)) return no('path.variable', 'Variables are not expanded in paths of file tools.')
  const tilde = expandTilde(text, world.home, '\\/')
  if (tilde === null) return no('path.tilde', 'Only ~ and ~\\ stand for the home directory.')
  const path = tilde.replaceAll('\\', '/')
  const drive = DRIVE.test(path) ? path.slice(0, 2) : ''
  if (drive && path.charAt(2) !== '/')
    return no('path.drive', 'A drive letter without a slash depends on hidden state.')
  const rest = path.slice(drive.length)
  for (const name of rest.split('/')) {
    const bad = badWindowsName(name)
    if (bad) return bad
  }
  const cwd = world.cwd.replaceAll('\\', '/')
  const absolute = drive ? path : rest.startsWith('/') ? `${cwd.slice(0, 2)}${rest}` : `${cwd}/${rest}`
  return ambiguous(absolute) ?? { ok: true, path: `/${absolute}` }
}

function badWindowsName(name: string): Spelled | null {
  if (name === '' || name === '.' || name === '..') return null
  if (name.includes(':')) return no('path.stream', 'Alternate data streams are not opened.')
  if (/[<>"|?*\u0001-\u001f]/.test(name))
    return no('path.characters', 'Windows does not allow this character in a name.')
  if (/[. ]$/.test(name))
    return no('path.trailing', 'Windows drops dots and blanks at the end, so this is another name.')
  if (DEVICE.test(name)) return no('path.device', 'This name is a device on Windows.')
  if (/~\d/.test(name)) return no('path.short-name', 'A short 8.3 name hides which file it is.')
  return null
}
