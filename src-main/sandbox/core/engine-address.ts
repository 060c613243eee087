/** How a Docker engine is reached. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | {
      readonly kind: 'ssh'
      readonly host: string
      readonly port: number
      readonly user: string
      readonly hostKey: string
    }

/**
 * Reads `unix://…`, `tcp://host:port`, `https://…` or `ssh://user@host#SHA256:…`. Whoever can speak for an engine runs
 * what they like on its machine and answers what they like to us: over a network only with certificates or a pinned
 * host key. Throws, in words, what may not be used.
 */
export function readEngineAddress(text: string, certificates: 'there' | 'missing'): EngineAddress {
  if (text.startsWith('unix://')) return { kind: 'socket', path: text.slice('unix://'.length) }
  if (text.startsWith('npipe://')) return { kind: 'socket', path: text.slice('npipe://'.length) }
  const [, protocol = '', user = '', host = '', port = '', hash = ''] = ADDRESS.exec(text) ?? []
  if (host === '') throw new Error(`${text.slice(0, 80)} is not the address of a Docker engine.`)
  return protocol === 'ssh' ? overSsh(user, host, port, hash) : overTcp(protocol, host, port, certificates)
}

const ADDRESS =
  /^(tcp|http|https|ssh):\/\/(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?\/?(?:#(.*))?$/

function overSsh(user: string, host: string, port: string, hostKey: string): EngineAddress {
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(hostKey))
    throw new Error(
      `The host key of ${host} is not pinned. Write ssh://user@${host}#SHA256:…, as "ssh-keygen -lf" prints it on that machine.`,
    )
  if (user === '') throw new Error(`Say as whom: ssh://user@${host}#${hostKey}`)
  return { kind: 'ssh', host, port: Number(port || 22), user, hostKey }
}

function overTcp(protocol: string, host: string, port: string, certificates: 'there' | 'missing'): EngineAddress {
  const tls = protocol === 'https' || port === '2376' || (certificates === 'there' && !isLoopback(host))
  if (tls && certificates === 'missing')
    throw new Error(`Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem for ${host}.`)
  if (!tls && !isLoopback(host))
    throw new Error(
      `Everybody on the way could speak for the Docker engine at ${host}. Use ssh://user@${host}#SHA256:…, or certificates (DOCKER_CERT_PATH).`,
    )
  return { kind: 'tcp', host: host.replace(/^\[|\]$/g, ''), port: Number(port || (tls ? 2376 : 2375)), tls }
}

const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** Whether the engine's machine is another one, so that folders and sockets of this one mean nothing there. */
export function isElsewhere(address: EngineAddress): boolean {
  return address.kind === 'ssh' || (address.kind === 'tcp' && !isLoopback(address.host))
}
