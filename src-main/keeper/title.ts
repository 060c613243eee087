/** What a conversation is called by the Keeper: its first words, on one line. */
export function titleFrom(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 57).trimEnd()}…`
}
