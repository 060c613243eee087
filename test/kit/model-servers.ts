import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a model server was asked. */
export type Asked = { path: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }

/** One step of the scripted answer. */
export type ModelSays = { say?: string; call?: { id: string; name: string; input: unknown } }

/** A model server on loopback that speaks the real wire format, streamed, and says what a test scripted. */
export type ModelServer = { readonly baseUrl: string; readonly asked: Asked[]; close(): Promise<void> }

type Speak = (response: ServerResponse, step: ModelSays) => void

/** The chat completions protocol, as OpenAI and many local servers stream it. */
export function openAiServer(script: readonly ModelSays[]): Promise<ModelServer> {
  return start('/v1', script, (response, step) => {
    const chunk = (delta: unknown, finish: string | null = null): void => {
      const data = {
        id: 'c1',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason: finish }],
      }
      response.write(`data: ${JSON.stringify(data)}\n\n`)
    }
    chunk({ role: 'assistant', content: '' })
    for (const word of (step.say ?? '').match(/\S+\s*/g) ?? []) chunk({ content: word })
    if (step.call) {
      const { id, name, input } = step.call
      const json = typeof input === 'string' ? input : JSON.stringify(input)
      chunk({ tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: '' } }] })
      // In two pieces, as real servers do: the arguments are complete only when both have come.
      chunk({ tool_calls: [{ index: 0, function: { arguments: json.slice(0, 5) } }] })
      chunk({ tool_calls: [{ index: 0, function: { arguments: json.slice(5) } }] })
    }
    chunk({}, step.call ? 'tool_calls' : 'stop')
    response.end('data: [DONE]\n\n')
  })
}

/** The messages protocol of Anthropic, streamed. */
export function anthropicServer(script: readonly ModelSays[]): Promise<ModelServer> {
  return start('/v1', script, (response, step) => {
    const event = (type: string, data: Record<string, unknown>): void => {
      response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
    }
    const usage = { input_tokens: 3, output_tokens: 5 }
    event('message_start', {
      message: {
        id: 'm1',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage,
      },
    })
    let index = 0
    if (step.say !== undefined) {
      event('content_block_start', { index, content_block: { type: 'text', text: '' } })
      for (const word of step.say.match(/\S+\s*/g) ?? [])
        event('content_block_delta', { index, delta: { type: 'text_delta', text: word } })
      event('content_block_stop', { index })
      index += 1
    }
    if (step.call) {
      const { id, name, input } = step.call
      event('content_block_start', { index, content_block: { type: 'tool_use', id, name, input: {} } })
      const json = typeof input === 'string' ? input : JSON.stringify(input)
      event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: json.slice(0, 5) } })
      event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: json.slice(5) } })
      event('content_block_stop', { index })
    }
    event('message_delta', { delta: { stop_reason: step.call ? 'tool_use' : 'end_turn', stop_sequence: null }, usage })
    event('message_stop', {})
    response.end()
  })
}

/** A server that answers every request with the same bytes: nonsense, an error page, half a stream. */
export function strangeServer(status: number, type: string, body: string): Promise<ModelServer> {
  return listen('/v1', async (_request, response) => {
    response.writeHead(status, { 'content-type': type })
    response.end(body)
  })
}

function start(path: string, script: readonly ModelSays[], speak: Speak): Promise<ModelServer> {
  let step = 0
  return listen(path, async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    speak(response, script[step++] ?? { say: 'The script is over.' })
  })
}

async function listen(
  path: string,
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<ModelServer> {
  const asked: Asked[] = []
  const server: Server = createServer((request, response) => {
    void text(request).then(async body => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(body || '{}') })
      await answer(request, response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}${path}`,
    asked,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
