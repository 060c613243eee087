import { record } from './record.ts'

/** What a page asks when it wants a window. */
export interface OpenRequest {
  url: string
  frameName: string
  features: string
  disposition: 'default' | 'foreground-tab' | 'background-tab' | 'new-window' | 'other'
  referrer: { policy: 'strict-origin-when-cross-origin'; url: string }
}

/** What the application answers. */
export interface OpenDecision {
  action: 'allow' | 'deny'
  overrideBrowserWindowOptions?: object
}

export type OpenHandler = (request: OpenRequest) => OpenDecision

/** Asks the application whether a page may open a window; without a handler it may, as in Electron. */
export function decideAboutWindow(handler: OpenHandler | null, request: OpenRequest): OpenDecision {
  const decision = handler?.(request) ?? { action: 'allow' as const }
  record.popups.push({ url: request.url, action: decision.action })
  return decision
}
