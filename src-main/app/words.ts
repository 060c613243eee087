/** The few sentences that are said before, or beside, our own window. */
export const appWords = {
  phrase: (phrase: string) => ({
    title: 'Gatehouse',
    message: 'Write down your recovery phrase',
    detail: `${phrase}\n\nIt opens your secrets on another machine. It is shown once and kept nowhere.`,
    buttons: ['I have written it down'],
  }),
  underPassphrase: {
    title: 'Gatehouse',
    message: 'Your secrets open with a passphrase, which is typed in a terminal.',
    detail:
      'Start Gatehouse with "gatehouse up --dashboard". To use this app, move the key: gatehouse secrets move-key keychain.',
    buttons: ['Quit'],
  },
  failed: {
    title: 'Gatehouse could not start',
    detail: 'Nothing was started. Run "npm start -- --headless" in a terminal to see why.',
  },
  fell: {
    title: 'Gatehouse stopped everything',
    detail:
      'It met a fault in itself. The agents and their sandboxes are stopped too. What happened is in "gatehouse logs". Start Gatehouse again when you are ready.',
  },
  noKey: (advice: string) => ({
    title: 'Gatehouse',
    message: 'Your secrets cannot be opened, so nothing was started.',
    detail: advice,
    buttons: ['Try again', 'Quit'],
    cancelId: 1,
  }),
  alreadyRunning: (pid: number) => ({
    title: 'Gatehouse',
    message: 'Gatehouse already runs without a window.',
    detail: `It is process ${pid}. Stop it with "gatehouse stop", or open its dashboard with "gatehouse dashboard".`,
    buttons: ['Try again', 'Quit'],
    cancelId: 1,
  }),
}
