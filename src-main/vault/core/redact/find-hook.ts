import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'

/** The last part of a hook's address is its whole protection. `keep` is how much of the address may stay. */
export function hook(label: string, pattern: RegExp): Finder {
  return (look, at) => {
    pattern.lastIndex = at
    const found = at < look.hiddenTo ? null : pattern.exec(look.text)
    if (!found) return
    if (pattern.lastIndex === look.text.length) look.undecided(at)
    const secret = found[1] ?? ''
    look.hide(pattern.lastIndex - secret.length, pattern.lastIndex, label, 'format')
  }
}

const slackHook = /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/_-]{20,})/y
const discordHook = /webhooks\/\d{10,22}\/([A-Za-z0-9_-]{30,})/y
const officeHook = /webhook\.office(?:365)?\.com\/webhookb2\/([A-Za-z0-9@/_-]{40,})/y
const zapierHook = /hooks\.zapier\.com\/hooks\/catch\/(\d+\/[A-Za-z0-9]{5,}\/?)/y
const makeHook = /hook\.(?:[a-z0-9]{2,4}\.)?(?:make|integromat)\.com\/([A-Za-z0-9]{20,})/y
const iftttHook = /maker\.ifttt\.com\/trigger\/[^\s/]{1,80}\/(?:json\/)?with\/key\/([A-Za-z0-9_-]{15,})/y
/** The key of a node's provider is the last part of its address. */
const nodeAddress = /[a-z]+\.[a-z]+\/(?:v\d\/|[a-z_]{2,20}\/)?((?=[\w-]{0,60}\d)[\w-]{24,80})/y
const plainHook = /\/hooks?\/((?=[A-Za-z0-9_-]{0,40}\d)[A-Za-z0-9_-]{24,})/y
const feishuHook = /\/bot\/v2\/hook\/([A-Za-z0-9-]{30,})/y

/** Addresses whose last part is a secret, as literals. */
export function* hookLiterals(): Generator<Literal<Finder>> {
  const exact = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: false, value })
  yield exact('hooks.slack', hook('slack webhook', slackHook))
  yield exact('webhooks/', hook('discord webhook', discordHook))
  yield exact('webhook.office', hook('teams webhook', officeHook))
  yield exact('hooks.zapier', hook('zapier webhook', zapierHook))
  yield exact('hook.', hook('make webhook', makeHook))
  yield exact('maker.ifttt', hook('ifttt webhook', iftttHook))
  yield exact('/hooks/', hook('webhook', plainHook))
  yield exact('/hook/', hook('webhook', plainHook))
  yield exact('/bot/v2/hook/', hook('feishu webhook', feishuHook))
  yield exact('webhook/send?key=', hook('webhook', /webhook\/send\?key=([0-9a-f-]{36})/y))
  for (const start of ['infura.io/', 'alchemy.com/', 'quiknode.pro/', 'ankr.com/', 'blastapi.io/', 'getblock.io/'])
    yield exact(start, hook('provider key', nodeAddress))
}
