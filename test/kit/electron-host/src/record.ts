/** What a run of the host has seen; tests read it as `globalThis.__electronHost`. */
export const record = {
  /** Things asked of the host that it does not do, so the run proves less than it seems to. */
  gaps: [] as string[],
  /** Things the application should do and did not: isolation, policies, handlers, checks of the sender. */
  audit: [] as string[],
  openedUrls: [] as string[],
  openedPaths: [] as string[],
  dialogs: [] as { method: string; options: unknown }[],
  popups: [] as { url: string; action: 'allow' | 'deny' }[],
  refusedNavigations: [] as string[],
  blockedRequests: [] as string[],
  droppedMessages: [] as string[],
  preloadErrors: [] as string[],
}

function note(list: string[], text: string): void {
  if (!list.includes(text)) list.push(text)
}

/** Records something the host cannot do. */
export function gap(text: string): void {
  note(record.gaps, text)
}

/** Records something the application should have done. */
export function finding(text: string): void {
  note(record.audit, text)
}
