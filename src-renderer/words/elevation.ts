import type { Option } from '../ui/select-field.tsx'

/** Words of conversations that run on this machine for a while. */
export const elevationWords = {
  choose: 'Run on this machine…',
  title: 'Let it run on this machine?',
  body: 'Its commands leave the sandbox and run as you, with your files. Dangerous ones still ask. It ends by itself, and you can end it at any time.',
  howLong: 'For how long',
  begin: 'Let it',
  end: 'End it now',
  endOf: (title: string) => `End it now: ${title}`,
  bar: 'A conversation runs on this machine, without a sandbox.',
  until: (title: string, time: string, by: string) => `${title}, until ${time}, allowed by ${by}`,
  untitled: 'Untitled',
  noSuchSession: 'This conversation is gone.',
} as const

/** How long a conversation may run on this machine. */
export const elevationTimes: readonly Option<string>[] = [
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
]
