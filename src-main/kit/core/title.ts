/** What a conversation is called: the first words a person wrote in it, on one line. */
export function titleFrom(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length <= 60 ? line || 'New conversation' : `${line.slice(0, 57).trimEnd()}…`
}
