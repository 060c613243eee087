/**
 * A registry that only serves files: `v2/NAME/manifests/REFERENCE` and `blobs/DIGEST` below the folder it is given.
 * It checks nothing, so that a test can make it lie. Prints its port.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const [folder = ''] = process.argv.slice(2)
const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'

const server = createServer((ask, reply) => {
  const path = new URL(ask.url ?? '/', 'http://registry').pathname
  if (path === '/v2/') return void reply.end('{}')
  const blob = /\/blobs\/(sha256:[0-9a-f]{64})$/.exec(path)?.[1]
  const file = blob === undefined ? join(folder, path) : join(folder, 'blobs', blob)
  if (!existsSync(file)) return void reply.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}')
  const bytes = readFileSync(file)
  const type = blob === undefined ? MANIFEST : 'application/octet-stream'
  reply.writeHead(200, { 'content-type': type, 'content-length': bytes.length })
  reply.end(ask.method === 'HEAD' ? undefined : bytes)
})
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`))
