import { afterEach, describe, expect, it } from 'vitest'
import type { ModelLease } from '../../../src-main/contract/model/agent.ts'
import type { ToolProgress } from '../../../src-main/contract/model/tool-progress.ts'
import { aGateway } from '../../kit/a-gateway.ts'
import { type ModelServer, openAiServer, strangeServer } from '../../kit/model-servers.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const lease = (model: string, server: ModelServer): ModelLease => {
  ends.push(() => server.close())
  return { provider: 'openai-compatible', baseUrl: server.baseUrl, model, key: null, maxOutputTokens: 500 }
}
async function nobody(model = 'away'): Promise<ModelLease> {
  const gone = await openAiServer([])
  await gone.close()
  return lease(model, { ...gone, close: async () => {} })
}
const refusing = (status: number) => strangeServer(status, 'application/json', '{"error":{"message":"no"}}')
/** Begins well, and then says this in the place of words. */
const saying = (error: object) =>
  strangeServer(200, 'text/event-stream', `data: ${JSON.stringify({ error })}\n\ndata: [DONE]\n\n`)
const healthy = () => openAiServer([{ say: 'Here I am.' }])

async function* runs(): AsyncGenerator<ToolProgress> {
  yield { kind: 'finished', outcome: 'done', text: 'a.txt', exitCode: 0, durationMs: 3 }
}

/** One turn with these models in their order; what the chat shows of it after the question. */
async function turn(...models: [ModelLease, ...ModelLease[]]) {
  const { send, settled, remove } = aGateway(models, runs)
  ends.push(remove)
  await send('Hello')
  const { entries } = await settled()
  return entries
    .slice(1)
    .map(entry =>
      entry.kind === 'assistant' ? `${entry.model}: ${entry.text}` : 'text' in entry ? entry.text : entry.kind,
    )
}

describe('a turn whose model', () => {
  it.each([
    ['cannot be reached', () => nobody()],
    ['is asked too much (429)', async () => lease('away', await refusing(429))],
    ['is broken (500)', async () => lease('away', await refusing(500))],
    ['is overrun (503)', async () => lease('away', await refusing(503))],
    [
      'begins to answer and then says that it is overrun',
      async () => lease('away', await saying({ message: 'Overloaded', type: 'overloaded_error' })),
    ],
    [
      'begins to answer and then says so with a number',
      async () => lease('away', await saying({ message: 'Busy', code: 503 })),
    ],
  ])('%s goes on with the next, and the chat says so', async (_name, first) => {
    expect(await turn(await first(), lease('second', await healthy()))).toEqual([
      'away does not answer, so second goes on.',
      'second: Here I am.',
    ])
  })

  it('is the second that is away goes on with the third', async () => {
    expect(await turn(await nobody(), await nobody('gone'), lease('third', await healthy()))).toEqual([
      'away does not answer, so gone goes on.',
      'gone does not answer, so third goes on.',
      'third: Here I am.',
    ])
  })

  it('is away like all the others ends in the plain notice', async () => {
    const said = await turn(await nobody(), lease('second', await refusing(503)))
    expect(said).toEqual([
      'away does not answer, so second goes on.',
      'The model does not answer. Check the model settings and your connection.',
    ])
  }, 20_000)

  it.each([
    ['refuses the key (401)', () => refusing(401)],
    ['does not know the request (400)', () => refusing(400)],
    ['begins to answer and then refuses the request', () => saying({ message: 'no', type: 'invalid_request_error' })],
    ['begins to answer and then refuses the key', () => saying({ message: 'no', code: 401 })],
    ['answers nonsense', () => strangeServer(200, 'text/event-stream', 'data: {{{\n\n')],
  ])('%s is not replaced: a person has to see that', async (_name, start) => {
    const spare = await healthy()
    expect(await turn(lease('first', await start()), lease('second', spare))).toHaveLength(1)
    expect(spare.asked).toEqual([])
  })

  it('goes away in the middle of the work goes on from there, and nothing is run or said twice', async () => {
    let asked = 0
    const first = await openAiServer([{ say: 'I look. ', call: { id: 'c1', name: 'exec', input: { command: 'ls' } } }])
    const flaky: ModelServer = { ...first, close: async () => {} }
    const { send, settled, wishes, remove } = aGateway(
      [lease('first', first), lease('second', await openAiServer([{ say: 'One file.' }]))],
      async function* () {
        asked += 1
        await first.close() // it answers no more once the tool has run
        yield* runs()
      },
    )
    ends.push(remove, flaky.close)
    await send('Hello')
    const { entries } = await settled()
    expect(entries.slice(1)).toMatchObject([
      { kind: 'assistant', text: 'I look. ', model: 'first' },
      { kind: 'tool', state: 'done' },
      { kind: 'notice', tone: 'warning', text: 'first does not answer, so second goes on.' },
      { kind: 'assistant', text: 'One file.', model: 'second' },
    ])
    expect([asked, wishes.length]).toEqual([1, 1])
  })
})
