import { z } from 'zod'

/** What a person reads when a call fails: a title, what to do next, and whether trying again can help. */
export type FaultWords = { readonly title: string; readonly advice: string; readonly retry: boolean }

/**
 * Every way a call can fail. Codes are part of the contract: tests pin them, outsiders may branch on them.
 * Words come from here and never from a thrown error's message, which may carry a secret or a stranger's text.
 */
export const faultCatalogue = {
  internal: {
    title: 'Something went wrong inside Gatehouse.',
    advice: 'Look up the reference in the log, then try again.',
    retry: true,
  },
  'bad-frame': {
    title: 'The message could not be understood.',
    advice: 'Update both sides to the same version.',
    retry: false,
  },
  'too-large': { title: 'The message is too large.', advice: 'Send less at once.', retry: false },
  'hello-expected': {
    title: 'The connection did not introduce itself.',
    advice: 'Update the program that connected.',
    retry: false,
  },
  'version-mismatch': {
    title: 'The two sides speak different versions.',
    advice: 'Restart Gatehouse so that both sides are the same version.',
    retry: false,
  },
  'unknown-route': { title: 'There is no such call.', advice: 'Update both sides to the same version.', retry: false },
  'wrong-kind': {
    title: 'The call was made the wrong way.',
    advice: 'Update both sides to the same version.',
    retry: false,
  },
  'caller-not-allowed': {
    title: 'This may not be done from here.',
    advice: 'Use the Gatehouse window on this computer.',
    retry: false,
  },
  'person-needed': {
    title: 'This needs you in person.',
    advice: 'Unlock with your approver PIN, or use the window.',
    retry: true,
  },
  'bad-input': { title: 'The request is not valid.', advice: 'Check the values and try again.', retry: false },
  'bad-output': {
    title: 'The answer was not valid and was thrown away.',
    advice: 'Look up the reference in the log.',
    retry: true,
  },
  'connection-lost': {
    title: 'The connection to Gatehouse ended.',
    advice: 'Check that Gatehouse is running, then try again.',
    retry: true,
  },
  'not-running': {
    title: 'Gatehouse is not running.',
    advice: 'Start it with "gatehouse up" or open the app.',
    retry: true,
  },
  'gateway-down': {
    title: 'The gateway is not running.',
    advice: 'Start it from the tray or with "gatehouse gateway start".',
    retry: true,
  },
  'locked-down': {
    title: 'Gatehouse is locked down.',
    advice: 'Lift it in the window, or with "gatehouse incident lift", when you are sure it is safe.',
    retry: false,
  },
  'not-found': { title: 'That does not exist.', advice: 'Refresh the list and try again.', retry: false },
  conflict: {
    title: 'Something else changed it first.',
    advice: 'Look at the current state and try again.',
    retry: true,
  },
  'audit-unavailable': {
    title: 'The audit trail cannot be written, so nothing was done.',
    advice: 'Free some disk space or check the data folder, then try again.',
    retry: true,
  },
  'disk-full': {
    title: 'The disk is full, so nothing was done.',
    advice: 'Free some disk space, then try again.',
    retry: true,
  },
  'docker-unavailable': {
    title: 'Docker does not answer, so no sandbox can run.',
    advice: 'Start Docker, then try again.',
    retry: true,
  },
  'sandbox-failed': {
    title: 'The sandbox could not run this.',
    advice: 'Run "gatehouse sandbox verify" to see what is wrong.',
    retry: true,
  },
  'model-unavailable': {
    title: 'The model does not answer.',
    advice: 'Check the model settings and your connection.',
    retry: true,
  },
  'model-garbage': {
    title: 'The model sent an answer that makes no sense.',
    advice: 'Try again, or choose another model in Settings.',
    retry: true,
  },
  'vault-locked': { title: 'The keychain is locked.', advice: 'Unlock your keychain, then try again.', retry: true },
  'vault-unavailable': {
    title: 'The secret store cannot be opened.',
    advice: 'Run "gatehouse secrets status" to see why.',
    retry: true,
  },
  'secret-missing': {
    title: 'The secret that the settings name is not stored.',
    advice: 'Store it on the Secrets page, or with "gatehouse secrets put NAME".',
    retry: false,
  },
  'secret-not-lent': {
    title: 'The gateway may not have this secret now.',
    advice: 'Try again. If it stays so, look in Activity for the reason.',
    retry: true,
  },
  'config-invalid': {
    title: 'The settings are not valid.',
    advice: 'Correct the place named and save again.',
    retry: false,
  },
  'pin-wrong': {
    title: 'That PIN is not right.',
    advice: 'Try again. After five wrong tries there is a pause.',
    retry: true,
  },
  'code-wrong': {
    title: 'The set-up code is missing or not right.',
    advice: 'It was printed in the terminal where Gatehouse was started. Type it as it stands there.',
    retry: true,
  },
  'first-pin-elsewhere': {
    title: 'The first approver PIN cannot be set from here.',
    advice: 'Set it in the Gatehouse window, under Settings. "gatehouse pin set" says what to do without a window.',
    retry: false,
  },
  'pin-paused': { title: 'Too many wrong PINs.', advice: 'Wait 15 minutes, or use the window.', retry: false },
  'token-wrong': {
    title: 'This link or token is not valid any more.',
    advice: 'Ask for a new link with "gatehouse dashboard".',
    retry: false,
  },
  'dashboard-off': {
    title: 'The dashboard is switched off in the settings.',
    advice: 'Switch it on in Settings, or with "gatehouse config set dashboard.enabled true".',
    retry: false,
  },
  'too-many-messages': {
    title: 'Too many messages in one minute, so this one was not sent.',
    advice: 'Wait a moment and send it again, or raise "access.messagesPerMinute" in the settings.',
    retry: true,
  },
  busy: { title: 'That is already being done.', advice: 'Wait for it to finish.', retry: true },
} as const satisfies Record<string, FaultWords>

/** The stable name of one way to fail. */
export type FaultCode = keyof typeof faultCatalogue

/** Safe details that may cross to the caller: short strings and numbers, never an error object. */
export type FaultFacts = Readonly<Record<string, string | number | boolean>>

/** A failed call, thrown inside a process and turned into `FaultFrame` at the door. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly facts: FaultFacts
  /** Joins what the caller saw with what the log knows. Given by the door. */
  readonly ref: string | undefined

  constructor(code: FaultCode, facts: FaultFacts = {}, more: { ref?: string; cause?: unknown } = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Fault'
    this.code = code
    this.facts = facts
    this.ref = more.ref
  }

  /** The words of the catalogue for this fault. */
  get words(): FaultWords {
    return faultCatalogue[this.code]
  }
}

const codes = Object.keys(faultCatalogue) as [FaultCode, ...FaultCode[]]

/** A fault as it travels: everything a caller may know about a failure. */
export const FaultFrame = z.strictObject({
  code: z.enum(codes),
  title: z.string(),
  advice: z.string(),
  retry: z.boolean(),
  ref: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type FaultFrame = z.infer<typeof FaultFrame>

/** Puts the catalogue's words on a fault for the wire. */
export function toFaultFrame(fault: Fault, ref: string): FaultFrame {
  return { code: fault.code, ...faultCatalogue[fault.code], ref, facts: { ...fault.facts } }
}

/** Makes a received fault throwable again. */
export function fromFaultFrame(frame: FaultFrame): Fault {
  return new Fault(frame.code, frame.facts, { ref: frame.ref })
}
