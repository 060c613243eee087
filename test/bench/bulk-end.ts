/** One end of the bulk transfer of `bench:sandbox`, in a thread of its own: as in life, the proxy shares none with them. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

const MEGABYTES = 200

function serve(): void {
  const chunk = Buffer.alloc(1 << 20)
  const server = createServer((_ask, reply) => {
    let left = MEGABYTES
    const more = () => {
      while (left-- > 0) if (!reply.write(chunk)) return void reply.once('drain', more)
      reply.end()
    }
    more()
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port))
}

function fetch(): void {
  parentPort?.on('message', options => {
    request(options, reply => reply.resume().on('end', () => parentPort?.postMessage('done'))).end()
  })
}

if (workerData === 'server') serve()
else fetch()
