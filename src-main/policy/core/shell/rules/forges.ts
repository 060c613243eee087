import type { Call, Rule } from '../call.ts'
import { ask, type Finding, type Stream } from '../inspector.ts'
import { hasOption, names, optionValue, parseOptions } from '../options.ts'

const RUNS = (what: string): Finding => ask('code.git-runs', `${what} makes git start another program.`, 'runs-code')

/** `gh` and kin: requests are silent, tokens and removals are not. */
function runGh(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, {
    values: names(
      'R repo t title b body F body-file l label a assignee X method H header f field raw-field q jq m milestone B base head json template hostname L limit s state search S author input o output e env visibility description homepage default-branch',
    ),
    exact: true,
  })
  const [area = '', verb = '', ...rest] = parsed.operands
  if (area === 'auth' && /^(token|refresh|login|logout|setup-git|switch)$/.test(verb))
    call.say(ask('secrets.token', 'It prints or changes your access token.', 'secrets'))
  if (area === 'auth' && verb === 'status' && hasOption(parsed, 't', 'show-token'))
    call.say(ask('secrets.token', 'It prints your access token.', 'secrets'))
  if (area === 'alias' && verb === 'set') {
    call.say(RUNS('An alias'))
    for (const text of rest) if (text.startsWith('!')) call.shell(text.slice(1), 'gh alias')
  }
  if (area === 'extension' && /^(install|upgrade|exec)$/.test(verb))
    call.say(ask('code.extension', 'It installs code into gh.', 'runs-code', 'network'))
  if (/^(secret|variable|ssh-key|gpg-key)$/.test(area) && /^(set|add|delete|remove)$/.test(verb))
    call.say(ask('secrets.account', 'It changes secrets or keys of an account.', 'secrets'))
  if (area === 'repo' && verb === 'edit' && hasOption(parsed, 'visibility'))
    call.say(ask('network.publish', 'It shows a repository to other people.', 'network'))
  if (/^(delete|archive|transfer|unlock|delete-asset|disable)$/.test(verb))
    call.say(ask('destroys.remote', 'It removes something that others may use.', 'destroys', 'network'))
  if (area === 'api') {
    const method = optionValue(parsed, 'X', 'method')?.toUpperCase()
    if (method === 'DELETE' || method === 'PUT' || method === 'PATCH')
      call.say(ask('network.changes-remote', 'It changes something on a server.', 'network'))
  }
  if (area === 'codespace' && /^(ssh|cp)$/.test(verb))
    call.say(ask('network.remote-shell', 'It works on another machine.', 'network'))
  if (area === 'config' && verb === 'set' && /^(editor|pager|browser)$/.test(rest[0] ?? ''))
    call.say(RUNS('This setting'))
  return undefined
}

/** Rules of the command lines of GitHub and GitLab. */
export const FORGE_RULES: Readonly<Record<string, Rule>> = {
  gh: runGh,
  glab: runGh,
}
