import type { Concept } from './concept.ts'

/** Two words that mean harm when they stand near each other. */
export interface Pair {
  id: string
  reason: string
  first: Concept
  second: Concept
  /** Letters between the two at most. */
  within: number
  points: number
  /** What makes it stronger or weaker when it stands near: concept and points. */
  more: readonly (readonly [Concept, number])[]
  less: readonly (readonly [Concept, number])[]
}

/** One line per pair: the words, letters between them, points, then what adds and what takes away. */
type Row = readonly [first: Concept, second: Concept, within: number, points: number, weights?: string]

const TABLE: readonly { id: string; reason: string; rows: readonly Row[] }[] = [
  {
    id: 'override',
    reason: 'It asks to drop the rules of the agent.',
    rows: [
      ['ignore', 'rule', 45, 35, 'prior+25 ai+15 unbound+20 obey+15 silent+20 secret+18 topic-45 not-25 how-25'],
      ['ignore', 'own-rule', 45, 52, 'topic-25 not-25 how-30'],
      ['void', 'own-rule', 60, 52, 'how-30'],
      ['void', 'rule', 30, 12, 'prior+8 ai+15 how-20'],
      ['undo', 'own-rule', 30, 52, 'topic-25 not-25 how-30'],
      ['ignore', 'prior-text', 50, 50, 'how-30 not-25'],
      ['undo', 'prior-text', 40, 50, 'how-30 not-25'],
      ['void', 'prior-text', 60, 50, 'how-30'],
      ['disable', 'own-task', 20, 40, 'new-task+15 run+10 send+10 user+15 not-25 how-25'],
      ['ignore', 'own-task', 30, 45, 'obey+12 new-task+15 run+10 send+10 not-25 how-25'],
      ['undo', 'own-task', 30, 30, 'new-task+15 run+10 send+10 not-25 how-25'],
      ['disable', 'own-rule', 20, 52, 'topic-25 not-25 how-30'],
      ['ignore', 'user', 14, 42, 'new-task+15 obey+15 run+10 send+12 secret+15 not-30 how-30'],
    ],
  },
  {
    id: 'prompt',
    reason: 'It asks for the instructions of the agent.',
    rows: [
      ['reveal', 'prompt', 60, 55, 'how-40 not-30'],
      ['reveal', 'own-rule', 40, 50, 'how-40 not-30'],
      ['hand-over', 'prompt', 60, 50, 'how-40 not-30'],
      ['retell', 'prompt', 60, 45, 'prior+10 how-40 not-30'],
      ['retell', 'own-rule', 40, 25, 'prior+15 lasting+10 how-30 not-30'],
    ],
  },
  {
    id: 'secret',
    reason: 'It asks for secrets.',
    rows: [
      ['reveal', 'secret', 26, 50, 'prior+5 place+10 ai+10 silent+20 not-60 how-50'],
      ['reveal', 'secret', 70, 30, 'own-use+20 prior+15 place+20 ai+20 silent+20 unbound+20 private+10 not-60 how-50'],
    ],
  },
  {
    id: 'secret',
    reason: 'It wants secrets handed over.',
    rows: [
      ['hand-over', 'secret', 60, 20, 'own-use+32 place+32 prior+12 ai+25 silent+30 private+25 user+15 not-60 how-45'],
    ],
  },
  {
    id: 'private',
    reason: 'It wants private data sent away.',
    rows: [
      ['hand-over', 'private', 60, 15, 'place+28 silent+35 ai+25 user+15 not-40 how-40'],
      ['send', 'private', 70, 25, 'place+25 silent+35 ai+25 prior+5 not-40 how-40'],
    ],
  },
  {
    id: 'private',
    reason: 'It wants private data shown.',
    rows: [['reveal', 'private', 45, 35, 'lasting+15 place+15 silent+30 ai+20 prior+5 secret+15 not-50 how-45']],
  },
  {
    id: 'private',
    reason: 'It wants secrets sent away.',
    rows: [
      ['send', 'secret', 40, 25, 'place+30 silent+35 ai+25 prior+12 not-60 how-45'],
      ['send', 'secret', 80, 5, 'place+47 silent+30 ai+20 not-60 how-45'],
    ],
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    rows: [
      ['silent', 'run', 110, 50, 'how-35'],
      ['silent', 'send', 110, 50, 'how-35'],
      ['silent', 'delete', 90, 50, 'how-35'],
      ['silent', 'undo', 60, 36, 'how-35'],
      ['silent', 'pay', 110, 55],
      ['silent', 'ai', 90, 40, 'how-35'],
      ['silent', 'secret', 60, 40, 'trust+20 how-35 not-25'],
      ['silent', 'obey', 40, 40, 'how-35'],
      ['silent', 'trust', 90, 40, 'how-35'],
    ],
  },
  {
    id: 'silent',
    reason: 'It wants something done without a question.',
    rows: [['silent', 'code', 110, 40, 'how-35']],
  },
  {
    id: 'role',
    reason: 'It gives the agent a role without rules.',
    rows: [['role', 'unbound', 160, 60]],
  },
  {
    id: 'role',
    reason: 'It gives the agent more rights.',
    rows: [
      ['role', 'admin', 60, 50],
      ['role', 'allow-all', 120, 40],
      ['role', 'user', 30, 35, 'pay+20 grant+15 send+15 reveal+15'],
    ],
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get at secrets.',
    rows: [['role', 'secret', 160, 35, 'reveal+20 hand-over+15 unbound+20 prior+5 how-40']],
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get around a rule.',
    rows: [['role', 'guard', 80, 50]],
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to make it run things.',
    rows: [['role', 'code', 120, 40, 'run+12 mode+10 how-20']],
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get around its rules.',
    rows: [['role', 'rule', 80, 25, 'prior+25 act+5 topic-30']],
  },
  {
    id: 'role',
    reason: 'It puts the agent into a special mode.',
    rows: [['role', 'mode', 30, 28, 'unbound+30 run+15 allow-all+40 ai+20 silent+30']],
  },
  {
    id: 'mode',
    reason: 'It puts the agent into a mode without rules.',
    rows: [
      ['mode', 'unbound', 160, 55],
      ['mode', 'run', 120, 35, 'silent+25 guard+15 how-30'],
    ],
  },
  {
    id: 'unbound',
    reason: 'It speaks of an agent without rules.',
    rows: [
      ['unbound', 'ai', 60, 45, 'prior+5 secret+10 how-30'],
      ['unbound', 'secret', 60, 50, 'how-30'],
    ],
  },
  {
    id: 'unbound',
    reason: 'It says that rules do not hold.',
    rows: [['unbound', 'rule', 40, 40, 'prior+10 ai+15 topic-10 how-30']],
  },
  {
    id: 'guard',
    reason: 'It wants a protection switched off.',
    rows: [
      ['disable', 'guard', 32, 52, 'ai+10 silent+10 how-40 not-40'],
      ['undo', 'guard', 24, 40, 'ai+15 silent+15 claim+15 how-40 not-40'],
      ['void', 'guard', 30, 30, 'ai+15 mode+20 how-30'],
    ],
  },
  {
    id: 'guard',
    reason: 'It wants a protection dropped.',
    rows: [['ignore', 'guard', 30, 50, 'how-40 not-30']],
  },
  {
    id: 'guard',
    reason: 'It wants the log removed.',
    rows: [['delete', 'guard', 30, 50, 'how-40 not-40']],
  },
  {
    id: 'guard',
    reason: 'It wants a question answered by the agent itself.',
    rows: [['guard', 'allow-all', 60, 15]],
  },
  {
    id: 'grant',
    reason: 'It wants rights for somebody.',
    rows: [
      ['grant', 'admin', 40, 52, 'how-45 not-40'],
      ['grant', 'root', 24, 30, 'user+15 ai+20 silent+20 how-30 not-30'],
    ],
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    rows: [
      ['new-task', 'ai', 60, 50, 'how-20'],
      ['new-task', 'guard', 90, 50],
      ['new-task', 'run', 90, 35, 'code+10 own-task+10 how-20'],
      ['new-task', 'own-task', 120, 20],
      ['new-task', 'claim', 120, 20],
      ['new-task', 'send', 90, 40, 'private+15 secret+20 place+10'],
      ['new-task', 'reveal', 90, 45],
      ['new-task', 'ignore', 90, 35, 'prior+15'],
      ['new-task', 'private', 60, 45],
    ],
  },
  {
    id: 'user',
    reason: 'It speaks to an agent about its user.',
    rows: [['act', 'user', 12, 15, 'run+10 code+10 secret+15 private+10 pay+20 silent+20 how-25']],
  },
  {
    id: 'delete',
    reason: 'It wants data destroyed.',
    rows: [['delete', 'private', 30, 25, 'silent+35 ai+25 how-30 not-40']],
  },
  {
    id: 'trust',
    reason: 'It claims trust for itself.',
    rows: [
      ['lasting', 'trust', 120, 52, 'how-30'],
      ['trust', 'allow-all', 80, 52],
      ['trust', 'guard', 80, 50, 'how-30'],
      ['trust', 'user', 80, 35, 'silent+20'],
    ],
  },
  {
    id: 'priority',
    reason: 'It claims to stand above the user.',
    rows: [['priority', 'user', 40, 25, 'how-20']],
  },
  {
    id: 'claim',
    reason: 'It claims that somebody already agreed.',
    rows: [
      ['claim', 'silent', 110, 52, 'how-30'],
      ['claim', 'run', 110, 25, 'code+12 silent+20 how-20'],
      ['claim', 'delete', 110, 30, 'how-20'],
      ['claim', 'guard', 90, 25, 'disable+25 ai+15 how-20'],
    ],
  },
  {
    id: 'lasting',
    reason: 'It wants to hold for ever.',
    rows: [
      ['lasting', 'silent', 90, 42, 'how-30'],
      ['lasting', 'guard', 90, 30, 'silent+20 ai+15 disable+15 how-30'],
      ['lasting', 'secret', 90, 30, 'not-60 how-30'],
      ['lasting', 'allow-all', 90, 20],
      ['lasting', 'send', 90, 18, 'place+20 private+20 secret+25 silent+25 ai+15 how-30'],
    ],
  },
  {
    id: 'pay',
    reason: 'It wants money moved without a question.',
    rows: [['pay', 'silent', 110, 55]],
  },
  {
    id: 'run',
    reason: 'It wants the agent to run something.',
    rows: [['run', 'code', 50, 12, 'ai+20 silent+35 user+12 place+5 unbound+30 how-20 not-20']],
  },
  {
    id: 'allow',
    reason: 'It claims that everything is approved.',
    rows: [['allow-all', 'code', 40, 12, 'how-12']],
  },
  {
    id: 'implant',
    reason: 'It wants the machine opened to others.',
    rows: [
      ['run', 'implant', 40, 55, 'how-40 not-40'],
      ['grant', 'implant', 40, 55, 'how-40 not-40'],
      ['send', 'implant', 40, 50, 'how-40 not-40'],
    ],
  },
  {
    id: 'order',
    reason: 'It wants something sent to an address it names.',
    rows: [
      ['send', 'place', 80, 15, 'how-15 not-15'],
      ['hand-over', 'place', 80, 12, 'how-15 not-15'],
    ],
  },
  {
    id: 'freed-order',
    reason: 'It says that rules do not hold for the agent and wants something.',
    rows: [
      ['freed', 'secret', 120, 30],
      ['freed', 'heed', 120, 30],
      ['freed', 'reveal', 120, 15],
      ['freed', 'act', 120, 15],
    ],
  },
  {
    id: 'heed-only',
    reason: 'It wants to be obeyed before all others.',
    rows: [
      ['heed', 'ai', 120, 30],
      ['heed', 'user', 90, 30],
      ['heed', 'own-rule', 90, 30],
      ['heed', 'prior', 60, 20],
      ['heed', 'lasting', 90, 25],
      ['heed', 'heed', 120, 20],
      ['heed', 'run', 90, 15],
    ],
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get at private data.',
    rows: [['role', 'private', 120, 30, 'reveal+20 how-30']],
  },
  {
    id: 'silent-place',
    reason: 'It wants something done behind the back of the owner.',
    rows: [['silent', 'place', 60, 35, 'send+20 hand-over+15 run+15 ai+20 private+20 secret+20 user+20 act+15']],
  },
]

/** All pairs, ready to be weighed. */
export const PAIRS: readonly Pair[] = TABLE.flatMap(({ id, reason, rows }) =>
  rows.map(([first, second, within, points, weights = '']) => ({
    id,
    reason,
    first,
    second,
    within,
    points,
    more: readWeights(weights, '+'),
    less: readWeights(weights, '-'),
  })),
)

/** `prior+25` adds, `topic-45` takes away; names of concepts hold dashes themselves, so the number decides. */
function readWeights(text: string, sign: '+' | '-'): [Concept, number][] {
  return text.split(' ').flatMap((word): [Concept, number][] => {
    const at = Math.max(word.lastIndexOf('+'), word.lastIndexOf('-'))
    return word.charAt(at) === sign ? [[word.slice(0, at) as Concept, Number(word.slice(at + 1))]] : []
  })
}
