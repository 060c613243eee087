/** Words for the page's own line to the Keeper. */
export const connectionWords = {
  connecting: 'Connecting to Gatehouse…',
  lost: 'The connection to Gatehouse was lost. Trying again…',
  lostAdvice: 'What you see may be out of date. Nothing can be approved until the connection is back.',
  tryNow: 'Try now',
  unpairedTitle: 'This page needs a fresh link',
  unpairedBody:
    'A dashboard link works once and belongs to one browser tab. Ask for a new one in a terminal, or from the tray menu.',
  unpairedCommand: 'gatehouse dashboard',
  refusedTitle: 'The connection was refused',
  reload: 'Reload',
  unlockTitle: 'Unlock with your approver PIN',
  unlockBody:
    'A browser cannot show that it is you who clicks. Your PIN unlocks answering on this page for a short time.',
  pin: 'Approver PIN',
  unlock: 'Unlock',
  noPinTitle: 'No approver PIN is set',
  noPinBody: 'Set one under Settings first; that page says what it takes. Denying a question works without one.',
} as const

/** The line under a fault that joins it with the log. */
export const reference = (ref: string): string => `Reference ${ref}`
