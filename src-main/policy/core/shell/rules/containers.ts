import type { Call, Rule } from '../call.ts'
import { ask, deny, type Stream } from '../inspector.ts'
import { UNKNOWN_TEXT } from '../marks.ts'
import { hasOption, names, optionValue, type ParsedOptions, parseOptions } from '../options.ts'
import { isBelow, isSystem, isTemporary } from '../paths.ts'
import { Scope } from '../scope.ts'
import { ownPath, secretFile } from '../tables/files.ts'

const GLOBAL = names('H host c context l log-level config tlscacert tlscert tlskey')
const RUN = names(
  'v volume e env env-file p publish w workdir u user name network net m memory cpus mount entrypoint h hostname l label link add-host cap-add cap-drop device security-opt pid ipc uts userns ulimit restart platform pull log-driver log-opt shm-size tmpfs gpus runtime dns cgroupns cgroup-parent volumes-from expose health-cmd ip mac-address stop-signal cidfile group-add sysctl storage-opt isolation cpu-shares cpuset-cpus network-alias stop-timeout device-cgroup-rule blkio-weight pod arch os annotation secret',
)
const EXEC = names('e env env-file u user w workdir detach-keys')
const REACHES_HOST = ask('privilege.container-host', 'The container gets control over this machine.', 'privilege')
const DESTROYS_DATA = ask('destroys.container-data', 'It deletes the stored data of containers.', 'destroys')

/** `docker`, `podman` and kin: building and looking is silent, reaching the machine or deleting data is not. */
function runDocker(call: Call): Stream | undefined {
  const globals = parseOptions(call.args, { values: GLOBAL, exact: true, stops: true })
  let [verb = '', ...rest] = globals.operands
  if (/^(container|image)$/.test(verb)) {
    verb = rest[0] ?? ''
    rest = rest.slice(1)
  }
  if (verb === 'compose') return compose(call, rest)
  if (verb === 'run' || verb === 'create') return runContainer(call, rest)
  if (verb === 'exec') return runExec(call, rest)
  if (verb === 'cp') copies(call, rest)
  if (verb === 'build' || verb === 'buildx') fromAddress(call, rest)
  removals(call, verb, rest)
  if (verb === 'push') call.say(ask('network.publish', 'It publishes an image.', 'network'))
  if (verb === 'login' || verb === 'logout')
    call.say(ask('secrets.registry-account', 'It uses or changes registry credentials.', 'secrets'))
  if (verb === 'swarm' || verb === 'plugin' || (verb === 'context' && /^(create|use|rm|update)$/.test(rest[0] ?? '')))
    call.say(ask('system.containers', 'It changes how containers run on this machine.', 'persistence'))
  return undefined
}

const FROM_NETWORK = ask(
  'code.from-network',
  'It starts what an address on the network describes.',
  'network',
  'runs-code',
)

/** What is built or started is described at an address instead of in a file. */
function fromAddress(call: Call, words: readonly string[]): void {
  if (words.some(word => /^(https?|git|ssh|oci):|^git@/.test(word))) call.say(FROM_NETWORK)
}

function removals(call: Call, verb: string, rest: readonly string[]): void {
  if (rest.some(arg => arg.includes('\uFDD4')))
    call.say(deny('hard.self', 'It stops or removes containers of Gatehouse.', 'destroys'))
  const forced = rest.some(arg => /^-[a-z]*[fv]|^--force|^--volumes/.test(arg))
  if (verb === 'volume' && /^(rm|remove|prune)$/.test(rest[0] ?? '')) call.say(DESTROYS_DATA)
  if (verb === 'system' && /^(prune|reset)$/.test(rest[0] ?? '')) call.say(DESTROYS_DATA)
  if (/^(rm|kill)$/.test(verb) && forced)
    call.say(ask('destroys.container', 'It removes containers by force.', 'destroys'))
  if (
    /^(rm|rmi|stop|kill|restart|pause)$/.test(verb) &&
    // Those of Gatehouse are among all containers there are.
    (rest.some(arg => arg.includes('\uFDD5')) ||
      (rest.some(arg => /[\uFDD0\uFDD1]/.test(arg)) && call.inv.via.length > 0))
  ) {
    call.say(ask('destroys.container', 'It stops or removes containers that are only known when it runs.', 'destroys'))
  }
}

function runContainer(call: Call, args: readonly string[]): Stream | undefined {
  const parsed = parseOptions(args, { values: RUN, exact: true, stops: true })
  if (hasOption(parsed, 'privileged')) call.say(REACHES_HOST)
  for (const { name, value } of parsed.options) {
    if (value === null) continue
    if (name === 'v' || name === 'volume') mountSource(call, value.split(':')[0] ?? '', value.endsWith(':ro'))
    if (name === 'mount')
      mountSource(call, /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1] ?? '', /readonly|ro(=|,|$)/.test(value))
    if (/^(pid|ipc|uts|userns|cgroupns)$/.test(name) && value === 'host') call.say(REACHES_HOST)
    if (name === 'cap-add' && /ALL|SYS_|NET_ADMIN|DAC_|MKNOD|BPF|SETUID/i.test(value)) call.say(REACHES_HOST)
    if (name === 'device' || (name === 'security-opt' && /unconfined|disable/.test(value))) call.say(REACHES_HOST)
    if (name === 'restart' && value !== 'no')
      call.say(ask('persistence.container', 'The container starts again by itself.', 'persistence'))
  }
  const entry = optionValue(parsed, 'entrypoint')
  const words = parsed.operands.slice(1)
  const argv = entry != null && entry !== '' ? [entry, ...words] : words
  if (argv.length === 0) return undefined
  outside(call, parsed, argv)
  return call.inner(argv, { scope: new Scope(UNKNOWN_TEXT) }, `${call.name} run`)
}

/** What a container does to a folder that it sees, it does to the folder of this machine: only refusals count. */
function outside(call: Call, parsed: ParsedOptions, argv: readonly string[]): void {
  for (const { name, value } of parsed.options) {
    const pair =
      name === 'v' || name === 'volume'
        ? /^([~/.][^:]*):(\/[^:]*)/.exec(value ?? '')
        : name === 'mount'
          ? /(?:source|src)=([^,]+).*?(?:target|dst|destination)=([^,]+)/.exec(value ?? '')
          : null
    const [, here, there] = pair ?? []
    if (here === undefined || there === undefined || there === '/') continue
    const host = call.path(here)
    const moved = argv.map(word =>
      word.replace(SEEN_AS(there), (_all, before: string) => `${before}${host === '/' ? '' : host}`),
    )
    // `/host` alone is the root when that is what it shows.
    const whole = moved.map((word, i) => (word === '' && argv[i] !== '' ? '/' : word))
    if (whole.some((word, i) => word !== argv[i]))
      call.look.suppose({ ...call.inv, argv: whole, input: null, written: null, scope: new Scope(host) })
  }
}

const SEEN_AS = (there: string): RegExp =>
  new RegExp(`(^|[\\s'"=])${there.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=/|$|[\\s'";])`, 'g')

/** A folder of this machine that a container sees. */
function mountSource(call: Call, source: string, readOnly: boolean): void {
  const { setting } = call.look
  if (!/^[~/.]/.test(source)) return
  const path = call.path(source)
  if (/docker\.sock|containerd\.sock|podman\.sock/.test(path)) return call.say(REACHES_HOST) as undefined
  if (ownPath(path, setting))
    return call.say(
      readOnly
        ? ask('secrets.own-data', 'A container reads the data folder of Gatehouse.', 'secrets')
        : deny('hard.self', 'A container gets the data folder of Gatehouse.', 'persistence'),
    ) as undefined
  if (isBelow(path, setting.workspace) || isTemporary(path)) return
  if (secretFile(path, setting))
    return call.say(ask('secrets.mount', 'A container gets a folder with credentials.', 'secrets')) as undefined
  if (path === '/etc/localtime' || path === '/etc/timezone' || (readOnly && /^\/(usr|lib)/.test(path))) return
  if (isSystem(path) || path === setting.home || isBelow(setting.home, path)) call.say(REACHES_HOST)
  else if (!readOnly)
    call.say(ask('outside.mount', 'A container may change files outside the workspace.', 'outside-workspace'))
}

function runExec(call: Call, args: readonly string[]): Stream | undefined {
  const parsed = parseOptions(args, { values: EXEC, exact: true, stops: true })
  if (hasOption(parsed, 'privileged')) call.say(REACHES_HOST)
  const words = parsed.operands.slice(1)
  return words.length > 0 ? call.inner(words, { scope: new Scope(UNKNOWN_TEXT) }, `${call.name} exec`) : undefined
}

function compose(call: Call, args: readonly string[]): Stream | undefined {
  const parsed = parseOptions(args, {
    values: names('f file p project-name env-file profile project-directory ansi progress parallel'),
    exact: true,
    stops: true,
  })
  const [verb = '', ...rest] = parsed.operands
  fromAddress(
    call,
    parsed.options.flatMap(({ name, value }) => (/^f(ile)?$/.test(name) && value !== null ? [value] : [])),
  )
  if (verb === 'down' && rest.some(arg => arg === '-v' || arg === '--volumes')) call.say(DESTROYS_DATA)
  if (verb === 'rm' && rest.some(arg => /^-[a-z]*v/.test(arg))) call.say(DESTROYS_DATA)
  if (verb === 'push') call.say(ask('network.publish', 'It publishes an image.', 'network'))
  if (verb !== 'exec' && verb !== 'run') return undefined
  const inner = parseOptions(rest, {
    values: names('e env u user w workdir index v volume p publish name entrypoint l label'),
    exact: true,
    stops: true,
  })
  for (const { name, value } of inner.options)
    if ((name === 'v' || name === 'volume') && value)
      mountSource(call, value.split(':')[0] ?? '', value.endsWith(':ro'))
  const words = inner.operands.slice(1)
  return words.length > 0 ? call.inner(words, { scope: new Scope(UNKNOWN_TEXT) }, `compose ${verb}`) : undefined
}

function copies(call: Call, args: readonly string[]): void {
  const [from = '', to = ''] = parseOptions(args, { values: new Set(), exact: true }).operands
  if (!to.includes(':')) {
    const path = call.path(to)
    if (ownPath(path, call.look.setting))
      call.say(deny('hard.self', 'It changes the data folder of Gatehouse.', 'persistence'))
  }
  if (!from.includes(':') && secretFile(call.path(from), call.look.setting))
    call.say(ask('secrets.read', 'It copies credentials into a container.', 'secrets'))
}

/** `docker-compose` as a program of its own. */
const runCompose: Rule = call => compose(call, call.args)

const KUBE_VALUES = names(
  'n namespace c container f filename l selector o output context kubeconfig cluster user p patch type replicas image tail since as token server s k kustomize field-selector timeout grace-period overrides restart port env labels',
)

/** `kubectl` and `oc`: reading is silent, secrets and removals are not. */
function runKubectl(call: Call): Stream | undefined {
  const at = call.args.indexOf('--')
  const parsed = parseOptions(at < 0 ? call.args : call.args.slice(0, at), { values: KUBE_VALUES, exact: true })
  const [verb = '', object = '', third = ''] = parsed.operands
  if (verb === 'run' && /hostPID|hostNetwork|hostIPC|privileged|hostPath/.test(call.args.join(' ')))
    call.say(REACHES_HOST)
  if (/^(delete|drain|evict|taint|cordon|uncordon)$/.test(verb) || (verb === 'rollout' && call.args.includes('undo')))
    call.say(ask('destroys.remote', 'It removes something from a cluster.', 'destroys', 'network'))
  if (verb === 'replace' && hasOption(parsed, 'force'))
    call.say(ask('destroys.remote', 'It replaces something in a cluster by force.', 'destroys', 'network'))
  if (verb === 'scale' && optionValue(parsed, 'replicas') === '0')
    call.say(ask('destroys.remote', 'It stops something in a cluster.', 'destroys', 'network'))
  const secretObject = /^(secrets?)(\/|$|,)/.test(object) || /,secrets?(,|$)/.test(object)
  if (
    verb === 'get' &&
    secretObject &&
    (parsed.operands.length > 2 || object.includes('/') || optionValue(parsed, 'o', 'output') != null)
  )
    call.say(ask('secrets.cluster', 'It prints secrets of a cluster.', 'secrets'))
  if (verb === 'config' && object === 'view' && hasOption(parsed, 'raw', 'flatten'))
    call.say(ask('secrets.cluster', 'It prints credentials of a cluster.', 'secrets'))
  if (verb === 'create' && (object === 'token' || object === 'secret' || /binding$/.test(object)))
    call.say(ask('secrets.cluster', 'It creates credentials or rights in a cluster.', 'secrets'))
  if (verb === 'config' && /^(set|unset|delete)/.test(object))
    call.say(ask('secrets.cluster', 'It changes how clusters are reached.', 'persistence'))
  if ((verb === 'apply' || verb === 'create') && /^https?:/.test(optionValue(parsed, 'f', 'filename') ?? ''))
    call.say(FROM_NETWORK)
  if (verb === 'whoami' && hasOption(parsed, 't', 'show-token'))
    call.say(ask('secrets.token', 'It prints your access token.', 'secrets'))
  if (/^(certificate|proxy|debug|attach)$/.test(verb) || (verb === 'edit' && third !== ''))
    call.say(ask('network.cluster', 'It reaches into a cluster.', 'network'))
  if ((verb === 'exec' || verb === 'run' || verb === 'rsh' || verb === 'debug') && at >= 0)
    return call.inner(call.args.slice(at + 1), { scope: new Scope(UNKNOWN_TEXT) }, `${call.name} ${verb}`)
  if ((verb === 'exec' || verb === 'rsh') && third !== '')
    return call.inner(parsed.operands.slice(2), { scope: new Scope(UNKNOWN_TEXT) }, `${call.name} ${verb}`)
  return undefined
}

function runHelm(call: Call): undefined {
  const parsed = parseOptions(call.args, { values: KUBE_VALUES, exact: true })
  const [verb = '', second = ''] = parsed.operands
  if (/^(uninstall|delete|rollback|un|del)$/.test(verb))
    call.say(ask('destroys.remote', 'It removes something from a cluster.', 'destroys', 'network'))
  if (verb === 'plugin' && /^(install|update)$/.test(second))
    call.say(ask('code.extension', 'It installs code into helm.', 'runs-code', 'network'))
  if (optionValue(parsed, 'post-renderer') != null || call.args.some(arg => arg.startsWith('--post-renderer')))
    call.say(ask('code.option', 'It starts another program.', 'runs-code'))
}

/** Rules of containers and clusters. */
export const CONTAINER_RULES: Readonly<Record<string, Rule>> = {
  docker: runDocker,
  podman: runDocker,
  nerdctl: runDocker,
  buildah: runDocker,
  'docker-compose': runCompose,
  'podman-compose': runCompose,
  kubectl: runKubectl,
  oc: runKubectl,
  k3s: call => (call.args[0] === 'kubectl' ? call.inner(call.args) : undefined),
  microk8s: call => (call.args[0] === 'kubectl' ? call.inner(call.args) : undefined),
  minikube: call => {
    if (call.args[0] === 'kubectl') return call.inner(['kubectl', ...call.args.slice(call.args.indexOf('--') + 1)])
    if (call.args[0] === 'delete') call.say(ask('destroys.machine', 'It deletes a local cluster.', 'destroys'))
    const words = call.args[0] === 'ssh' ? call.args.slice(1).filter(arg => arg !== '--') : []
    if (words.length > 0) return call.inner(words)
    return undefined
  },
  helm: runHelm,
}
