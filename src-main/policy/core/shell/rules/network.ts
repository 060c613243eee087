import type { Call, Rule } from '../call.ts'
import { ask, type Stream } from '../inspector.ts'
import { isDynamic } from '../marks.ts'
import { hasOption, names, optionValue, type ParsedOptions } from '../options.ts'
import { isBelow } from '../paths.ts'
import { readFinding, writeFinding } from '../tables/files.ts'
import { removes } from './delete.ts'

const SENDS = ask('network.sends', 'It sends data to another machine.', 'network')
const SECRET_OUT = ask('secrets.leaves', 'It sends credentials to another machine.', 'secrets', 'network')
const STARTS = ask('code.option', 'An option makes it start another program.', 'runs-code')
const RAW = ask('network.raw', 'It opens a raw connection.', 'network')

/** Whether a request stays on this machine. */
function isLocal(target: string): boolean {
  const host = target
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^/@]*@/, '')
    .replace(/[/?#].*$/s, '')
    .toLowerCase()
  if (/^:?\d+$/.test(host) || host === '') return true
  return /^(localhost|127(\.\d+){1,3}|\[::1\]|0\.0\.0\.0|[\w-]+\.localhost|host\.docker\.internal)(:\d+|:[\uFDD0\uFDD1])?$/.test(
    host,
  )
}

const CURL = names(
  'A b c C d D e E F h H K m o O_ P Q r t T u U w x X y Y z cacert capath cert cert-type ciphers connect-timeout connect-to cookie cookie-jar create-file-mode data data-ascii data-binary data-raw data-urlencode json dns-servers dump-header engine etag-compare etag-save expect100-timeout form form-string ftp-account ftp-port header hostpubmd5 interface key key-type keepalive-time libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey post301 preproxy proto proto-default proto-redir proxy proxy-header proxy-user pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time service-name socks4 socks4a socks5 socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max trace trace-ascii unix-socket abstract-unix-socket upload-file url url-query user user-agent write-out config aws-sigv4 variable',
)

/** `curl`: reading is silent; sending away, writing outside and reading its options from a file are not. */
function runCurl(call: Call): undefined {
  const parsed = call.parse({ values: CURL })
  const urls = [
    ...parsed.operands,
    ...parsed.options.filter(option => option.name === 'url').map(option => option.value ?? ''),
  ]
  const local = urls.length > 0 && urls.every(isLocal)
  const method = optionValue(parsed, 'X', 'request')?.toUpperCase()
  const bodies = parsed.options.filter(option =>
    /^(d|data|data-ascii|data-binary|data-raw|data-urlencode|json|F|form|T|upload-file)$/.test(option.name),
  )
  const asQuery = hasOption(parsed, 'G', 'get')
  for (const { name, value } of bodies) body(call, name, value ?? '', local)
  if (!local && bodies.length > 0 && !asQuery) call.say(SENDS)
  if (!local && method !== undefined && !/^(GET|HEAD|OPTIONS)$/.test(method))
    call.say(ask('network.changes-remote', 'It changes something on another machine.', 'network'))
  if (urls.some(url => /^(file|scp|sftp|smb|telnet|ldaps?|dict|gopher|smtps?|tftp|rtsp|mqtt):/i.test(url)))
    filesByUrl(call, urls)
  if (optionValue(parsed, 'K', 'config') != null)
    call.say(ask('code.option', 'It reads more options from a file.', 'runs-code'))
  outputs(call, parsed)
}

/** The file whose content is sent: all of `-T`, `name@file` of `--data-urlencode`, `@file` and `name=@file` of the others. */
function fileOf(name: string, value: string): string | undefined {
  if (name === 'T' || name === 'upload-file') return value
  const file = name === 'data-urlencode' ? /^[^=@]*@(.+)$/s : /(?:^|[\w.-]+=)[@<](.+)$/s
  return file.exec(value)?.[1]
}

function body(call: Call, name: string, value: string, local: boolean): void {
  const file = fileOf(name, value)
  if (file === undefined || file === '-') return
  const path = call.path(file.split(';')[0] ?? '')
  if (readFinding(path, call.look.setting)) call.say(local ? readFinding(path, call.look.setting) : SECRET_OUT)
}

function filesByUrl(call: Call, urls: readonly string[]): void {
  for (const url of urls) {
    const path = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(url)?.[1]
    if (path !== undefined) call.say(readFinding(path, call.look.setting))
    else if (/^(smtps?|telnet|gopher|dict|ldaps?):/i.test(url) && !isLocal(url)) call.say(RAW)
  }
}

function outputs(call: Call, parsed: ParsedOptions): void {
  for (const { name, value } of parsed.options) {
    if (
      value === null ||
      !/^(o|output|D|dump-header|c|cookie-jar|trace|trace-ascii|stderr|libcurl|output-dir|etag-save)$/.test(name)
    )
      continue
    if (value === '-' || value === '%') continue
    const path = call.path(value)
    call.say(writeFinding(path, call.look.setting))
    if (name === 'o' || name === 'output') call.look.wrote(path, null, true)
  }
  if (hasOption(parsed, 'O', 'remote-name'))
    for (const url of parsed.operands) {
      const name =
        url
          .replace(/[?#].*$/s, '')
          .split('/')
          .at(-1) ?? ''
      if (name !== '') call.look.wrote(call.path(name), null, true)
    }
}

const WGET = names(
  'o a e i B t T w Q O P U l A R D I X output-file append-output execute input-file base config tries output-document timeout dns-timeout connect-timeout read-timeout wait quota bind-address limit-rate user password directory-prefix default-page header proxy-user referer user-agent post-data post-file method body-data body-file level accept reject domains exclude-domains use-askpass certificate private-key ca-certificate hsts-file load-cookies save-cookies warc-file rejected-log',
)

function runWget(call: Call): undefined {
  const parsed = call.parse({ values: WGET })
  const local = parsed.operands.length > 0 && parsed.operands.every(isLocal)
  if (optionValue(parsed, 'use-askpass') != null)
    call.say(ask('code.option', 'It starts another program.', 'runs-code'))
  if (optionValue(parsed, 'e', 'execute', 'config') != null)
    call.say(ask('code.option', 'It changes settings of wget that can start programs or write files.', 'runs-code'))
  const file = optionValue(parsed, 'post-file', 'body-file')
  if (file != null)
    call.say(
      readFinding(call.path(file), call.look.setting) && !local
        ? SECRET_OUT
        : readFinding(call.path(file), call.look.setting),
    )
  if (!local && optionValue(parsed, 'post-data', 'post-file', 'body-data', 'body-file') != null) call.say(SENDS)
  const method = optionValue(parsed, 'method')?.toUpperCase()
  if (!local && method != null && !/^(GET|HEAD)$/.test(method)) call.say(SENDS)
  for (const { name, value } of parsed.options) {
    if (
      value !== null &&
      value !== '-' &&
      /^(O|o|a|output-document|output-file|append-output|P|directory-prefix|save-cookies|warc-file|hsts-file)$/.test(
        name,
      )
    ) {
      call.say(writeFinding(call.path(value), call.look.setting))
      if (/^(O|output-document)$/.test(name)) call.look.wrote(call.path(value), null, true)
    }
  }
  if (optionValue(parsed, 'O', 'output-document') == null)
    for (const url of parsed.operands) {
      const name =
        url
          .replace(/[?#].*$/s, '')
          .split('/')
          .at(-1) ?? ''
      const folder = optionValue(parsed, 'P', 'directory-prefix') ?? '.'
      if (name !== '') call.look.wrote(call.path(`${folder}/${name}`), null, true)
    }
}

/** `http` and kin: a method word or a field makes it a sending request. */
function runHttpie(call: Call): undefined {
  const words = call.parse({
    values: names('a o s p v auth output style print session timeout proxy cert verify b f'),
  }).operands
  const method = /^[A-Z]+$/.test(words[0] ?? '') ? words[0] : undefined
  const url = method === undefined ? words[0] : words[1]
  const fields = words
    .slice(method === undefined ? 1 : 2)
    .filter(word => /^[\w.[\]-]+(:?=|@|=@|:=@)/.test(word) && !/^[\w.-]+==/.test(word))
  if (url === undefined || isLocal(url)) return
  if ((method !== undefined && !/^(GET|HEAD|OPTIONS)$/.test(method)) || fields.length > 0) call.say(SENDS)
}

function runNetcat(call: Call): Stream | undefined {
  const parsed = call.parse({
    values: names(
      'e c g G i I M m O P p q s T V W w X x exec sh-exec lua-exec source proxy proxy-type ssl-cert ssl-key allow',
    ),
  })
  const program = optionValue(parsed, 'e', 'exec', 'lua-exec')
  if (program != null) {
    call.say(ask('network.remote-shell', 'It gives another machine a program to control.', 'network', 'runs-code'))
    call.inner(program.split(/\s+/))
  }
  const text = optionValue(parsed, 'c', 'sh-exec')
  if (text != null) {
    call.say(ask('network.remote-shell', 'It gives another machine a program to control.', 'network', 'runs-code'))
    return call.shell(text, `${call.name} -c`)
  }
  if (hasOption(parsed, 'z')) return undefined
  if (hasOption(parsed, 'l', 'listen')) call.say(ask('network.listens', 'It opens a port of this machine.', 'network'))
  else if (hasOption(parsed, 'h', 'help', 'version')) return undefined
  else if (!isLocal(parsed.operands[0] ?? 'localhost') || parsed.operands[0] === undefined)
    call.say(call.inv.input ? SENDS : RAW)
  return undefined
}

function runSocat(call: Call): Stream | undefined {
  for (const address of call.parse({ values: names('d T t b L lf') }).operands) {
    const text = /^(EXEC|SYSTEM|SHELL):(.*)$/is.exec(address)?.[2]
    if (text !== undefined) {
      call.say(ask('network.remote-shell', 'It connects a program to something else.', 'network', 'runs-code'))
      call.shell(text.split(',')[0] ?? '', 'socat')
    } else if (/^(TCP|TCP4|TCP6|UDP|OPENSSL|SSL|SOCKS|PROXY|SCTP|UNIX|ABSTRACT|TUN)/i.test(address)) call.say(RAW)
    else if (/^(OPEN|CREATE|FILE|GOPEN):/i.test(address))
      call.say(writeFinding(call.path(address.replace(/^\w+:/, '').split(',')[0] ?? ''), call.look.setting))
  }
  return undefined
}

/** Mail and chat from the command line. */
const sends: Rule = call => {
  if (!call.args.every(arg => /^--?(help|version|V|h)$/.test(arg)) || call.inv.input)
    call.say(ask('network.message', 'It sends a message.', 'network'))
}

/** Names looked up elsewhere can carry data away in the name. */
const looksUp: Rule = call => {
  if (
    call.args.some(
      arg =>
        isDynamic(arg) &&
        /\uFDD0|\uFDD1/.test(arg) &&
        arg.includes('.') &&
        call.inv.via.length === 0 &&
        /\$\(/.test(call.inv.written ?? ''),
    )
  ) {
    call.say(ask('network.name-lookup', 'The name it looks up may carry data away.', 'network'))
  }
}

/** Where a downloader keeps the file. */
const downloads =
  (values: string, outputs_: string): Rule =>
  call => {
    const parsed = call.parse({ values: names(values) })
    const wanted = names(outputs_)
    for (const { name, value } of parsed.options) {
      if (value === null || !wanted.has(name)) continue
      call.say(writeFinding(call.path(value), call.look.setting))
      call.look.wrote(call.path(value), null, true)
    }
    if (!parsed.options.some(({ name }) => wanted.has(name)))
      for (const url of parsed.operands)
        if (/^https?:/.test(url))
          call.look.wrote(call.path(url.replace(/[?#].*$/, '').replace(/^.*\//, '')), null, true)
    if (
      parsed.options.some(option =>
        /^(on-download-complete|on-download-.*|exec|exec-before-download|external-downloader|netrc-cmd|plugin)$/.test(
          option.name,
        ),
      )
    )
      call.say(STARTS)
  }

/** Rules of programs that speak to other machines. */
export const NETWORK_RULES: Readonly<Record<string, Rule>> = {
  curl: runCurl,
  wget: runWget,
  wget2: runWget,
  http: runHttpie,
  https: runHttpie,
  xh: runHttpie,
  xhs: runHttpie,
  nc: runNetcat,
  ncat: runNetcat,
  netcat: runNetcat,
  'nc.openbsd': runNetcat,
  'nc.traditional': runNetcat,
  socat: runSocat,
  mail: sends,
  mailx: sends,
  sendmail: sends,
  mutt: sends,
  neomutt: sends,
  msmtp: sends,
  swaks: sends,
  ssmtp: sends,
  s_nail: sends,
  dig: looksUp,
  host: looksUp,
  nslookup: looksUp,
  drill: looksUp,
  aria2c: downloads(
    'o d i out dir input-file on-download-complete on-download-start on-download-error on-download-stop conf-path',
    'o out d dir',
  ),
  'yt-dlp': downloads(
    'o f P exec exec-before-download netrc-cmd downloader external-downloader config-location plugin-dirs',
    'o',
  ),
  'youtube-dl': downloads('o f exec external-downloader config-location', 'o'),
  'http-server': () => undefined,
  lftp: call => {
    const text = call.args.filter((_arg, i) => /^-[ec]$/.test(call.args[i - 1] ?? '')).join(' ')
    if (/\bmirror\b.*(-\S*R|--reverse)|\bm?put\b|\bm?rm\b|!/.test(text)) call.say(SENDS)
    for (const [, line = ''] of text.matchAll(/(?:^|;)\s*!\s*([^;]+)/g)) call.shell(line, 'lftp')
  },
  nmap: call => {
    if (/(?:^| )--(?:script|datadir)[= ]\S*[/.]/.test(call.args.join(' '))) call.say(STARTS)
    if (call.args.some(arg => arg === '--interactive')) call.say(STARTS)
  },
  rclone: call => {
    const verb = call.args.find(arg => !arg.startsWith('-')) ?? ''
    if (/^(delete|purge|sync|move|moveto|deletefile|rmdir|rmdirs|cleanup|dedupe|bisync)$/.test(verb))
      call.say(ask('destroys.remote', 'It deletes or overwrites files elsewhere.', 'destroys', 'network'))
    // Without a colon the place is a folder of this machine.
    const places = call.args.slice(call.args.indexOf(verb) + 1).filter(arg => !arg.startsWith('-'))
    if (/^(purge|delete|rmdirs)$/.test(verb) && places[0] && !places[0].includes(':')) removes(call, places[0], true)
    if (verb === 'sync' && places[1] && !places[1].includes(':')) removes(call, places[1], true)
    if (
      /^(config|obscure|reveal)$/.test(verb) &&
      /^(show|dump|create|password|update|delete)$/.test(call.args[call.args.indexOf(verb) + 1] ?? '')
    )
      call.say(ask('secrets.read', 'It prints or changes stored credentials.', 'secrets'))
    const sources = call.args.filter(arg => isBelow(call.path(arg), `${call.look.setting.home}/.ssh`))
    if (sources.length > 0) call.say(SECRET_OUT)
  },
  s3cmd: call => {
    if (/^(del|rm|rb|sync)$/.test(call.args.find(arg => !arg.startsWith('-')) ?? ''))
      call.say(ask('destroys.remote', 'It deletes or overwrites files elsewhere.', 'destroys', 'network'))
  },
  mc: call => {
    if (/^(rm|rb|mirror)$/.test(call.args[0] ?? '') && call.args.length > 2 && call.args.some(arg => arg.includes('/')))
      call.say(ask('destroys.remote', 'It deletes or overwrites files elsewhere.', 'destroys', 'network'))
  },
}
