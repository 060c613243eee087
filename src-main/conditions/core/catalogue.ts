/** One thing that can stay wrong, in the words a person sees in the tray, the window and the CLI. */
export type ConditionWords = {
  readonly title: string
  readonly advice: string
  readonly severity: 'info' | 'warning' | 'error'
  /** Hidden while its cause is shown: one trouble, one line. */
  readonly dependsOn: readonly ConditionCode[]
  /** Not shown before it has lasted this long, so that a hiccup does not flicker in the tray. */
  readonly visibleAfterMs: number
}

/** Every condition there is. */
export const conditionCodes = [
  'docker-off',
  'sandbox-image-missing',
  'keychain-unavailable',
  'gateway-gave-up',
  'watchdog-missing',
  'audit-unwritable',
  'audit-bent',
  'anomaly-seen',
  'file-damaged',
  'config-invalid',
  'config-changed-outside',
  'grants-changed-outside',
  'approver-pin-unset',
  'secret-due',
  'practice-model',
  'mode-auto',
] as const
export type ConditionCode = (typeof conditionCodes)[number]

/** The words of each condition. */
export const conditionCatalogue: Readonly<Record<ConditionCode, ConditionWords>> = {
  'audit-bent': {
    title: 'The audit trail is not as it was left: someone changed it or put an older copy back.',
    advice: 'Run "gatehouse audit verify" to see the place. Trust nothing the agent did since then.',
    severity: 'error',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'docker-off': {
    title: 'Docker does not answer, so the agent cannot run commands.',
    advice: 'Start Docker. Gatehouse notices by itself.',
    severity: 'error',
    dependsOn: [],
    visibleAfterMs: 1_000,
  },
  'sandbox-image-missing': {
    title: 'The sandbox image is not built yet.',
    advice: 'Wait for it to finish, or run "gatehouse sandbox build".',
    severity: 'warning',
    dependsOn: ['docker-off'],
    visibleAfterMs: 0,
  },
  'keychain-unavailable': {
    title: 'There is no keychain, so secrets are kept only until Gatehouse stops.',
    advice: 'Start a keychain service in your session, or use a passphrase: gatehouse up --passphrase.',
    severity: 'error',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'gateway-gave-up': {
    title: 'The gateway keeps crashing, so it was left stopped.',
    advice: 'Read the reason, undo the last change if it began with that, then start it again.',
    severity: 'error',
    dependsOn: ['audit-unwritable'],
    visibleAfterMs: 0,
  },
  'watchdog-missing': {
    title: 'The watchdog is not running, so a kill would not be finished if Gatehouse itself died.',
    advice: 'Restart Gatehouse. The kill switch itself works.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 5_000,
  },
  'audit-unwritable': {
    title: 'The audit trail cannot be written, so the agent may not act.',
    advice: 'Free some disk space or check the data folder.',
    severity: 'error',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'anomaly-seen': {
    title: 'Something unusual happened.',
    advice: 'Look at it in Activity, or with "gatehouse audit search --kind anomaly".',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'file-damaged': {
    title: 'A file of conversations was damaged. It was put aside and a new one was begun.',
    advice: 'Start new conversations. The old file is in the data folder, with "damaged" in its name. Check the disk.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'config-invalid': {
    title: 'The settings file has a mistake. The last good settings are in use.',
    advice: 'Run "gatehouse config check" to see the line.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'config-changed-outside': {
    title: 'The settings file was changed outside Gatehouse. The stricter settings hold.',
    advice: 'Look at the difference in Settings and accept or revert it.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'grants-changed-outside': {
    title: 'The file of lasting answers was changed outside Gatehouse. The stricter of the two holds.',
    advice:
      'Look at the difference (Review in the window, or "gatehouse config pending"), then accept it or put it back.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'approver-pin-unset': {
    title: 'No approver PIN is set, so only the window can approve.',
    advice: 'Set one under Settings, or with "gatehouse pin set", to approve from a terminal or the dashboard.',
    severity: 'info',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'secret-due': {
    title: 'Some stored secrets are old and should be replaced.',
    advice:
      'Make new ones at their providers (see Secrets, or "gatehouse secrets list"), store them, and revoke the old.',
    severity: 'info',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'practice-model': {
    title: 'The built-in practice model answers. It follows a few fixed rules.',
    advice: 'Connect a real model in Settings when you are ready.',
    severity: 'info',
    dependsOn: [],
    visibleAfterMs: 0,
  },
  'mode-auto': {
    title: 'Approvals are off: an agent acts without asking.',
    advice: 'Set the approval mode to "ask" and the autonomy to "supervised" unless you mean this.',
    severity: 'warning',
    dependsOn: [],
    visibleAfterMs: 0,
  },
}
