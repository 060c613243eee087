/** A user id that nobody has: no file of the machine belongs to it. */
const NOBODY_ELSE = 10_001

/**
 * Files that a sandbox writes should belong to the person, so it runs with their user id; as root that would give a
 * process root's id, so then it is an id that nobody has.
 */
export function containerUser(): { uid: number; gid: number } {
  const uid = process.getuid?.() ?? 0
  return uid === 0 ? { uid: NOBODY_ELSE, gid: NOBODY_ELSE } : { uid, gid: process.getgid?.() ?? uid }
}
