import type { SecretProvider, SecretPurpose } from '../../contract/model/secret.ts'

type Known = SecretProvider & {
  readonly purpose: SecretPurpose
  /** How a value of this provider begins. The first that fits wins, so longer beginnings come first. */
  readonly starts: readonly string[]
  /** Words in a name, for values without a telling beginning. */
  readonly named: RegExp
}

const known: readonly Known[] = [
  provider(
    'anthropic',
    'Anthropic',
    'https://console.anthropic.com/settings/keys',
    'model',
    ['sk-ant-'],
    /anthropic|claude/i,
  ),
  provider('openrouter', 'OpenRouter', 'https://openrouter.ai/settings/keys', 'model', ['sk-or-'], /openrouter/i),
  provider('openai', 'OpenAI', 'https://platform.openai.com/api-keys', 'model', ['sk-proj-', 'sk-svcacct-'], /openai/i),
  provider('deepseek', 'DeepSeek', 'https://platform.deepseek.com/api_keys', 'model', [], /deepseek/i),
  provider('groq', 'Groq', 'https://console.groq.com/keys', 'model', ['gsk_'], /groq/i),
  provider('google', 'Google AI Studio', 'https://aistudio.google.com/apikey', 'model', ['AIza'], /gemini|google/i),
  provider('mistral', 'Mistral', 'https://console.mistral.ai/api-keys', 'model', [], /mistral/i),
  provider('xai', 'xAI', 'https://console.x.ai', 'model', ['xai-'], /\bxai|grok/i),
  provider(
    'huggingface',
    'Hugging Face',
    'https://huggingface.co/settings/tokens',
    'model',
    ['hf_'],
    /hugging_?face|\bhf_/i,
  ),
  provider('slack', 'Slack', 'https://api.slack.com/apps', 'channel', ['xoxb-', 'xoxp-', 'xapp-'], /slack/i),
  provider('discord', 'Discord', 'https://discord.com/developers/applications', 'channel', [], /discord/i),
  provider('telegram', 'Telegram', 'https://t.me/BotFather', 'channel', [], /telegram/i),
  provider(
    'whatsapp',
    'WhatsApp (Meta)',
    'https://developers.facebook.com/apps',
    'channel',
    ['EAA'],
    /whatsapp|meta_/i,
  ),
  provider('matrix', 'Matrix', 'https://app.element.io/#/home', 'channel', ['syt_'], /matrix/i),
  provider(
    'github',
    'GitHub',
    'https://github.com/settings/tokens',
    'tool',
    ['ghp_', 'gho_', 'ghs_', 'github_pat_'],
    /github|gh_token/i,
  ),
  provider(
    'gitlab',
    'GitLab',
    'https://gitlab.com/-/user_settings/personal_access_tokens',
    'tool',
    ['glpat-'],
    /gitlab/i,
  ),
  provider(
    'aws',
    'AWS',
    'https://console.aws.amazon.com/iam/home#/security_credentials',
    'tool',
    ['AKIA', 'ASIA'],
    /aws/i,
  ),
  provider(
    'cloudflare',
    'Cloudflare',
    'https://dash.cloudflare.com/profile/api-tokens',
    'tool',
    [],
    /cloudflare|\bcf_/i,
  ),
  provider(
    'tailscale',
    'Tailscale',
    'https://login.tailscale.com/admin/settings/keys',
    'tool',
    ['tskey-'],
    /tailscale/i,
  ),
  provider(
    'stripe',
    'Stripe',
    'https://dashboard.stripe.com/apikeys',
    'tool',
    ['sk_live_', 'sk_test_', 'rk_live_'],
    /stripe/i,
  ),
  provider('sendgrid', 'SendGrid', 'https://app.sendgrid.com/settings/api_keys', 'tool', ['SG.'], /sendgrid/i),
  provider('npm', 'npm', 'https://www.npmjs.com/settings/~/tokens', 'tool', ['npm_'], /\bnpm/i),
  provider('brave', 'Brave Search', 'https://api-dashboard.search.brave.com/app/keys', 'tool', ['BSA'], /brave/i),
  provider('daytona', 'Daytona', 'https://app.daytona.io/dashboard/keys', 'tool', ['dtn_'], /daytona/i),
  provider('modal', 'Modal', 'https://modal.com/settings/tokens', 'tool', ['ak-', 'as-'], /modal/i),
]

function provider(
  id: string,
  name: string,
  revokeUrl: string,
  purpose: SecretPurpose,
  starts: readonly string[],
  named: RegExp,
): Known {
  return { id, name, revokeUrl, purpose, starts, named }
}

/** Guesses who issued a key, by how the value begins, then by its name. */
export function providerFor(name: string, value: string): { provider: SecretProvider; purpose: SecretPurpose } | null {
  const byValue = known.find(entry => entry.starts.some(start => value.startsWith(start)))
  return strip(byValue ?? known.find(entry => entry.named.test(name)))
}

/** The provider with this id, as stored with a secret. */
export function providerById(id: string): SecretProvider | null {
  return strip(known.find(entry => entry.id === id))?.provider ?? null
}

function strip(entry: Known | undefined): { provider: SecretProvider; purpose: SecretPurpose } | null {
  if (!entry) return null
  const { id, name, revokeUrl, purpose } = entry
  return { provider: { id, name, revokeUrl }, purpose }
}
