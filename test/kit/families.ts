/** Every line of a family: `«a¦b»` stands for each of its alternatives in turn. */
export function unfolded(family: string): string[] {
  const choice = /^([^«]*)«([^»]*)»(.*)$/s.exec(family)
  if (choice === null) return [family]
  const [, before = '', alternatives = '', after = ''] = choice
  const rests = unfolded(after)
  return alternatives.split('¦').flatMap(one => rests.map(rest => before + one + rest))
}
