import type { Segment } from '../../../contract/model/decision.ts'
import { programName } from './dispatch.ts'
import { names } from './options.ts'

/** Programs that are there to speak with other machines; whatever they say can carry something away, a name looked up too. */
const SPEAKERS = names(
  'curl wget wget2 aria2c axel http https httpie xh hurl lynx w3m links elinks httrack ' +
    'nc ncat netcat socat telnet ftp sftp tftp lftp ncftp scp ssh mosh sshfs rclone croc wormhole magic-wormhole ' +
    'dig nslookup host drill kdig resolvectl ping ping6 traceroute tracepath mtr whois ' +
    'gh glab hub aws gcloud gsutil az doctl flyctl fly heroku vercel netlify wrangler s3cmd mc b2 twine ' +
    'mail mailx mutt sendmail msmtp swaks s-nail telegram-cli slack ' +
    'invoke-webrequest invoke-restmethod iwr irm start-bitstransfer send-mailmessage resolve-dnsname test-netconnection bitsadmin certutil',
)

/** Programs that do so with some of their verbs. */
const VERBS: Readonly<Record<string, ReadonlySet<string>>> = {
  git: names('push send-email send-pack request-pull'),
  npm: names('publish unpublish dist-tag deprecate'),
  pnpm: names('publish'),
  yarn: names('publish'),
  cargo: names('publish yank owner'),
  gem: names('push yank'),
  docker: names('push login'),
  podman: names('push login'),
  openssl: names('s_client'),
  helm: names('push install upgrade'),
  kubectl: names('apply create replace patch edit set annotate label cp exec run'),
  dotnet: names('nuget'),
}

/** Programs whose arguments name the machine they speak with, when they speak with one. */
const BY_ADDRESS = names(
  'git rsync npm pnpm yarn bun pip pip3 uv cargo go gem docker podman psql mysql mongosh redis-cli',
)

const ADDRESS = /:\/\/|^[\w.-]+@[\w.-]+:|^[\w-]+(\.[\w-]+)+:|^git\+/

/**
 * Whether a command speaks with other machines by its nature, harmless as it may be. What an interpreter or a build does
 * inside nobody can tell from here; the list of hosts of the sandbox is the wall for that.
 */
export function talksToNetwork({ program, argv }: Segment): boolean {
  if (program === null) return false
  const name = programName(program)
  if (SPEAKERS.has(name)) return true
  const args = argv.slice(1).map(word => word.text)
  const verbs = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  if (verbs && args.some(arg => verbs.has(arg))) return true
  return BY_ADDRESS.has(name) && args.some(arg => ADDRESS.test(arg))
}
