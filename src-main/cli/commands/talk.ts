import type { Command } from 'commander'
import { ExitCode } from '../exit-codes.ts'
import { type Done, withKeeper } from './with-keeper.ts'

type Json = { json?: boolean }

/** Commands for talking with the agent, its conversations, and answering what it asks. */
export function registerTalk(program: Command, done: Done): void {
  registerChat(program, done)
  registerApprovals(program, done)
  registerGrants(program, done)
  registerSessions(program, done)
  registerElevate(program, done)
}

function registerChat(program: Command, done: Done): void {
  program
    .command('chat')
    .description('talk with the agent')
    .argument('[message...]', 'one message; without it a conversation begins')
    .passThroughOptions() // 'chat run ls -a' is a message, not a flag of ours
    .option('-s, --session <id>', 'go on with a conversation')
    .option('-p, --headless', 'nobody is watching: whatever would ask is denied')
    .option('--json', 'for programs')
    .action(async (words: string[], options: Json & { session?: string; headless?: boolean }) => {
      const { chatOnce, chatLoop } = await import('../chat.ts')
      const how = { session: options.session ?? null, headless: options.headless === true, json: options.json === true }
      const text = words.join(' ')
      done(
        await withKeeper(how.json, async (keeper, terminal) => {
          if (text === '') return chatLoop(keeper, how, terminal)
          return (await chatOnce(keeper, text, how, terminal)).code
        }),
      )
    })
}

type AnswerOptions = Json & {
  task?: boolean
  pinStdin?: boolean
  session?: boolean
  always?: boolean
  days?: string
  reason?: string
}

function registerApprovals(program: Command, done: Done): void {
  const approvals = program.command('approvals').description('questions that wait for you')
  approvals
    .command('list', { isDefault: true })
    .description('show what waits')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listApprovals } = await import('../approvals.ts')
      done(await withKeeper(json, (keeper, terminal) => listApprovals(keeper, { json }, terminal)))
    })
  approvals
    .command('approve <ids...>')
    .description('let exactly what is shown run; several of one task get one answer')
    .option('--task', 'everything that waits in the same task')
    .option('--session', 'also for the rest of this conversation')
    .option('--always', 'take the offered standing rule')
    .option('--days <count>', 'with --always: the rule ends by itself after so many days')
    .option('--pin-stdin', 'read the approver PIN from standard input')
    .option('--json', 'for programs')
    .action(async (ids: string[], options: AnswerOptions) => {
      const days = options.days === undefined ? {} : { days: Number(options.days) }
      if (options.days !== undefined && (!options.always || !isDays(Number(options.days))))
        return done(await wrongDays())
      const answer: Wanted = options.always
        ? { how: 'always', ...days }
        : options.session
          ? { how: 'session' }
          : { how: 'once' }
      done(await answerWith(ids, answer, options))
    })
  approvals
    .command('deny <ids...>')
    .description('refuse it; several of one task get one answer')
    .option('--task', 'everything that waits in the same task')
    .option('--always', 'and never ask about the same again')
    .option('--reason <text>', 'what the agent is told')
    .option('--pin-stdin', 'read the approver PIN from standard input')
    .option('--json', 'for programs')
    .action(async (ids: string[], options: AnswerOptions) => {
      const reason = options.reason === undefined ? {} : { reason: options.reason }
      done(await answerWith(ids, { how: options.always ? 'deny-always' : 'deny', ...reason }, options))
    })
  approvals
    .command('deny-all')
    .description('refuse everything that waits')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { denyAll } = await import('../approvals.ts')
      done(await withKeeper(json, (keeper, terminal) => denyAll(keeper, { json }, terminal)))
    })
}

const isDays = (days: number): boolean => Number.isInteger(days) && days >= 1 && days <= 3650

async function wrongDays(): Promise<ExitCode> {
  const { processTerminal } = await import('../terminal.ts')
  processTerminal().err('Use --days with --always, and a whole number from 1 to 3650.')
  return ExitCode.usage
}

type Wanted =
  | { how: 'once' }
  | { how: 'session' }
  | { how: 'always'; days?: number }
  | { how: 'deny'; reason?: string }
  | { how: 'deny-always'; reason?: string }

async function answerWith(ids: readonly string[], answer: Wanted, options: AnswerOptions): Promise<number> {
  const { answerApproval } = await import('../approvals.ts')
  const { answerBatch } = await import('../answer-batch.ts')
  const { pinFromInput } = await import('../pin.ts')
  const [id = ''] = ids
  const several = { ids, task: options.task === true }
  return withKeeper(options.json === true, async (keeper, terminal) => {
    const how = { json: options.json === true, pin: await pinFromInput(options.pinStdin === true) }
    if (ids.length === 1 && !several.task) return answerApproval(keeper, id, answer, how, terminal)
    if (answer.how === 'once' || answer.how === 'deny') return answerBatch(keeper, several, answer, how, terminal)
    terminal.err('An answer that lasts is given to one question at a time.')
    return ExitCode.usage
  })
}

function registerGrants(program: Command, done: Done): void {
  const grants = program
    .command('grants')
    .description('your lasting answers: what runs without asking, what never runs')
  grants
    .command('list', { isDefault: true })
    .description('list them, newest first, with when each was last used')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listGrants } = await import('../grants.ts')
      done(await withKeeper(json, (keeper, terminal) => listGrants(keeper, { json }, terminal)))
    })
  grants
    .command('revoke <id>')
    .description('take one back; a no needs the approver PIN')
    .option('--pin-stdin', 'read the approver PIN from standard input')
    .action(async (id: string, { pinStdin = false }: { pinStdin?: boolean }) => {
      const { revokeGrant } = await import('../grants.ts')
      const { pinFromInput } = await import('../pin.ts')
      const pin = await pinFromInput(pinStdin)
      done(await withKeeper(false, (keeper, terminal) => revokeGrant(keeper, id, { pin }, terminal)))
    })
  grants
    .command('prune')
    .description('take back every yes that was not needed for 90 days')
    .action(async () => {
      const { pruneGrants } = await import('../grants.ts')
      done(await withKeeper(false, (keeper, terminal) => pruneGrants(keeper, terminal)))
    })
}

function registerElevate(program: Command, done: Done): void {
  const elevate = program.command('elevate').description('let a conversation run on this machine itself for a while')
  elevate
    .command('list', { isDefault: true })
    .description('which conversations may, and until when')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listElevations } = await import('../elevate.ts')
      done(await withKeeper(json, (keeper, terminal) => listElevations(keeper, { json }, terminal)))
    })
  elevate
    .command('begin <session>')
    .description('let it; dangerous commands still ask')
    .option('-m, --minutes <count>', 'for so long, at most 240', '30')
    .option('--pin-stdin', 'read the approver PIN from standard input')
    .option('--json', 'for programs')
    .action(async (session: string, options: Json & { minutes: string; pinStdin?: boolean }) => {
      const { beginElevation } = await import('../elevate.ts')
      const { pinFromInput } = await import('../pin.ts')
      const pin = await pinFromInput(options.pinStdin === true)
      const how = { minutes: Number(options.minutes), json: options.json === true, pin }
      done(await withKeeper(how.json, (keeper, terminal) => beginElevation(keeper, session, how, terminal)))
    })
  elevate
    .command('end <session>')
    .description('back into the sandbox, at once')
    .action(async (session: string) => {
      const { endElevation } = await import('../elevate.ts')
      done(await withKeeper(false, (keeper, terminal) => endElevation(keeper, session, terminal)))
    })
}

function registerSessions(program: Command, done: Done): void {
  const sessions = program.command('sessions').description('conversations')
  sessions
    .command('list', { isDefault: true })
    .description('list conversations, newest first')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listSessions } = await import('../sessions.ts')
      done(await withKeeper(json, (keeper, terminal) => listSessions(keeper, { json }, terminal)))
    })
  sessions
    .command('show <id>')
    .description('show a conversation')
    .option('--json', 'for programs')
    .action(async (id: string, { json = false }: Json) => {
      const { showSession } = await import('../sessions.ts')
      done(await withKeeper(json, (keeper, terminal) => showSession(keeper, id, { json }, terminal)))
    })
  for (const [verb, description] of [
    ['reset', 'empty a conversation'],
    ['remove', 'delete a conversation'],
    ['abort', 'stop what a conversation is doing'],
  ] as const) {
    sessions
      .command(`${verb} <id>`)
      .description(description)
      .action(async (id: string) => {
        const { changeSession } = await import('../sessions.ts')
        done(await withKeeper(false, (keeper, terminal) => changeSession(keeper, verb, id, terminal)))
      })
  }
}
