import { describe, expect, it } from 'vitest'
import { analyseCommand } from '../../../../src-main/policy/core/shell/analyse-command.ts'

const place = { cwd: '/home/dev/app', home: '/home/dev', user: 'dev', workspace: '/home/dev/app' }
const judged = (command: string): string => {
  const { verdict, ruleId, bindable, reasons } = analyseCommand({ command, shell: 'bash', ...place })
  return [verdict, ruleId, bindable ? 'bindable' : 'not bindable', ...reasons].join(' | ')
}
const HARMLESS = 'allow | allow.nothing-dangerous | bindable'
const TOO_LONG = 'ask | limit.size | not bindable | The command is too long to check to its end.'
const TOO_DEEP = 'ask | limit.depth | not bindable | The command is nested too deeply to check.'

describe('a command that is too much to check', () => {
  it.each<[string, string, string]>([
    ['as long as may be', `ls ${'x'.repeat(65_533)}`, HARMLESS],
    ['one letter longer', `ls ${'x'.repeat(65_534)}`, TOO_LONG],
    ['as deep as may be, in brackets', `ls # ${'('.repeat(150)}`, HARMLESS],
    ['one bracket deeper', `ls # ${'('.repeat(151)}`, TOO_DEEP],
    ['one brace deeper', `ls # ${'{'.repeat(151)}`, TOO_DEEP],
    ['one square bracket deeper', `ls # ${'['.repeat(151)}`, TOO_DEEP],
    ['many brackets side by side', `ls # ${'()[]{}'.repeat(151)}`, HARMLESS],
    ['closed ones before they opened', `ls # ${')]}'.repeat(200)}`, HARMLESS],
    ['many backticks', `ls # ${'`'.repeat(4001)}`, TOO_DEEP],
    ['fewer backticks', `ls # ${'`'.repeat(4000)}`, HARMLESS],
    ['many substitutions in quotes', `ls # ${'"$"'.repeat(4001)}`, TOO_DEEP],
    ['one call after another', 'eval ls; '.repeat(60), HARMLESS],
    [
      'a hidden noncharacter',
      'ls \ufdd0',
      'ask | unclear.text | bindable | The command holds characters that are no text.',
    ],
    ['half a character', 'ls \ud800', 'ask | unclear.text | bindable | The command holds characters that are no text.'],
    ['a whole one', 'ls \ud83d\ude00', HARMLESS],
    ['broken bytes', 'ls \ufffd', 'ask | unclear.text | bindable | The command holds characters that are no text.'],
    ['nothing', '', HARMLESS],
    ['blanks', ' \n\t ', HARMLESS],
  ])('%s', (_what, command, said) => expect(judged(command)).toBe(said))

  it.each<[string, string]>([
    ['too long', `sudo id; ls ${'x'.repeat(65_534)}`],
    ['too deep', `sudo id; ls ${'('.repeat(151)}`],
    ['unfinished', 'sudo id; ('],
    ['unfinished, behind a pipe', '(; ls | sudo id'],
    ['unfinished, behind a brace glued to its neighbour', '{sudo id; (; }'],
  ])('is still refused for what stands in it: %s', (_what, command) =>
    expect(judged(command)).toMatch(/^deny \| hard.sudo/),
  )
})
