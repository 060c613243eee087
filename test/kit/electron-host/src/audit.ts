import { finding, gap } from './record.ts'

/** The part of `webPreferences` that decides what a page can reach. */
export interface AuditedPreferences {
  contextIsolation?: boolean
  sandbox?: boolean
  nodeIntegration?: boolean
  nodeIntegrationInWorker?: boolean
  nodeIntegrationInSubFrames?: boolean
  webSecurity?: boolean
  allowRunningInsecureContent?: boolean
  experimentalFeatures?: boolean
  webviewTag?: boolean
  partition?: string
}

const mustStayOn = ['contextIsolation', 'sandbox', 'webSecurity'] as const
const mustStayOff = [
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'webviewTag',
] as const

/** Looks at what a window was made with. */
export function auditPreferences(preferences: AuditedPreferences): void {
  for (const name of mustStayOn) if (preferences[name] === false) finding(`window: ${name} is off`)
  for (const name of mustStayOff) if (preferences[name] === true) finding(`window: ${name} is on`)
  if (preferences.contextIsolation === false)
    gap('contextIsolation: false is not implemented; the preload stays isolated')
  if (preferences.sandbox === false) gap('sandbox: false is not implemented; the preload stays sandboxed')
  if (preferences.nodeIntegration) gap('nodeIntegration is not implemented')
}

function directives(policy: string): Map<string, string[]> {
  const parts = policy.split(';').map(part => part.trim().split(/\s+/))
  return new Map(parts.map(([name = '', ...sources]) => [name.toLowerCase(), sources]))
}

/** Says what is weak in the policies of one document; all of them apply, so one strict policy is enough. */
export function weaknesses(policies: string[]): string[] {
  if (policies.length === 0) return ['has no Content-Security-Policy']
  const each = policies.map(policy => {
    const rules = directives(policy)
    const script = rules.get('script-src') ?? rules.get('default-src')
    if (!script) return ['limits no scripts (neither script-src nor default-src)']
    const unsafe = ["'unsafe-inline'", "'unsafe-eval'", '*', 'https:', 'http:', 'data:'].filter(word =>
      script.includes(word),
    )
    return unsafe.map(word => `lets scripts come from ${word}`)
  })
  return each.reduce((best, some) => (some.length < best.length ? some : best))
}

/** What the audit asks about a page when a document is up. */
export interface AuditedPage {
  url: string
  policies: string[]
  watchesNavigation: boolean
  decidesAboutWindows: boolean
  missingHandlers: string[]
}

/** Looks at a page once its document is there. */
export function auditPage(page: AuditedPage): void {
  if (page.url === '' || page.url === 'about:blank' || page.url.startsWith('data:')) return
  for (const weakness of weaknesses(page.policies)) finding(`policy: ${page.url} ${weakness}`)
  if (!page.watchesNavigation) finding(`navigation: ${page.url} has no will-navigate listener`)
  if (!page.decidesAboutWindows) finding(`navigation: ${page.url} has no window-open handler`)
  for (const handler of page.missingHandlers) finding(`permissions: the session has no ${handler}`)
}
