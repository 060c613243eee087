import { FORMAT, KILLS_ALL, KILLS_US, SETTINGS, STARTS_PROGRAMS, STOPS_US } from '../findings.ts'
import { ask, deny, type Finding } from '../inspector.ts'
import { isDynamic } from '../marks.ts'
import { readFinding, writeFinding } from '../tables/files.ts'
import { type CmdletCall, type CmdletRule, parameter, place, positional, said } from './cmdlet-call.ts'
import { archives, copies, leavesFew, makes, onListed, reads, remove, rights, writesTo } from './cmdlets-on-files.ts'
import { dotnetFindings } from './dotnet.ts'
import { removeFindings, speaksOfUs } from './native-programs.ts'
import { OF_POWERSHELL, ON_THE_DRIVE, shownSecrets } from './shown-secrets.ts'
import { withPlaces } from './windows-path.ts'

const SUDO = deny('hard.sudo', 'It runs as administrator with sudo, which is never allowed.', 'privilege')

const LISTS_PROCESSES = /^(get-process|gps|ps)$/i

const stopProcess: CmdletRule = call => {
  const { before, nested } = call.command
  if (speaksOfUs(said(call), call.setting)) return [KILLS_US]
  const name = parameter(call, 'name', 'processname')
  if (name !== undefined && /^\*+$/.test(name)) return [KILLS_ALL]
  const source = before.find(one => LISTS_PROCESSES.test(one.words[0]?.text ?? ''))
  const chosen = before.some(leavesFew)
  if (source?.words.slice(1).every(word => word.text === '*' || word.text.startsWith('-')) && !chosen)
    return [KILLS_ALL]
  const everyone = [...nested, ...before.flatMap(one => (one.expression ? one.nested : []))]
  if (
    !chosen &&
    everyone.some(text =>
      /^\s*\(?\s*(get-process|gps|ps)(\s+\*)?\s*\)?(\.id|\s*\|\s*(select|%|foreach)(-object)?\s+(-exp\w*\s+)?id)?\s*$/i.test(
        text,
      ),
    )
  )
    return [KILLS_ALL]
  return [ask('kill.process', 'It ends or signals a process.', 'destroys')]
}

/** Something that is ours to refuse when it is about us, and for a person to answer otherwise. */
const unlessOurs =
  (finding: Finding): CmdletRule =>
  call => [speaksOfUs(said(call), call.setting) ? STOPS_US : finding]

const services: CmdletRule = unlessOurs(ask('persistence.service', 'It changes services of the system.', 'persistence'))

const REMOTE = ask('network.remote-shell', 'It works on another machine or through the system.', 'network', 'runs-code')

/** Methods of the objects that Windows describes itself by. */
const management: CmdletRule = call => {
  const line = `${call.name} ${said(call).join(' ')}`
  if (/win32_(volume|logicaldisk)|msft_volume|get-volume/i.test(line) && /\bformat\b/i.test(line)) return [FORMAT]
  if (!/terminate|delete|stopservice|pauseservice|change|^remove/i.test(line)) return [REMOTE]
  if (speaksOfUs([line], call.setting)) return [STOPS_US]
  if (/win32_directory|cim_(directory|datafile)/i.test(line)) return [REMOTE, ...removedByQuery(line, call)]
  const narrowed = /-filter|-query|where|\?/i.test(line)
  return [/win32_process\b/i.test(line) && /terminate|^remove/i.test(line) && !narrowed ? KILLS_ALL : REMOTE]
}

/** `Win32_Directory` with a name: such a folder is removed with everything in it. */
const removedByQuery = (line: string, call: CmdletCall): Finding[] =>
  [...line.matchAll(/\bname\s*=\s*\\?['"]([^'"]+)['"]/gi)].flatMap(([, name = '']) =>
    removeFindings(name.replaceAll('\\\\', '\\'), true, call.cwd, call.setting),
  )

/** A name looked up in the network can carry something out when part of it is made up on the way. */
const resolves: CmdletRule = call =>
  call.words.some(({ text, quoted }) => text.includes('.') && isDynamic(quoted ? withPlaces(text, call.setting) : text))
    ? [ask('network.sends', 'It sends data to another machine.', 'network')]
    : []

const web: CmdletRule = call => {
  const method = parameter(call, 'method')?.toLowerCase()
  const url = parameter(call, 'uri') ?? positional(call)[0] ?? ''
  const local = /^(https?:\/\/)?(localhost|127\.|\[::1\])/i.test(url)
  const file = parameter(call, 'outfile')
  const sends = method !== undefined && !/^(get|head|options)$/.test(method)
  const from = parameter(call, 'infile')
  return [
    sends && !local ? ask('network.sends', 'It sends data to another machine.', 'network') : null,
    file === undefined ? null : writeFinding(place(call, file), call.setting),
    from === undefined
      ? null
      : (readFinding(place(call, from), call.setting) ??
        (local ? null : ask('network.sends', 'It sends data to another machine.', 'network'))),
  ]
}

/** Parameters that name another machine. */
const ELSEWHERE = 'computername cn session hostname vmname vmid containerid connectionuri sshconnection'.split(' ')

const says =
  (finding: Finding): CmdletRule =>
  call => [
    /^(persistence|system\.software)/.test(finding.ruleId) && speaksOfUs(said(call), call.setting) ? STOPS_US : finding,
  ]

const quiet: CmdletRule = () => []

const row = (list: string, rule: CmdletRule): [string, CmdletRule][] => list.split(' ').map(name => [name, rule])

const CMDLETS: ReadonlyMap<string, CmdletRule> = new Map<string, CmdletRule>([
  ...row('remove-item clear-item', remove),
  ...row('clear-content', call => [
    ask('destroys.files', 'It empties files.', 'destroys'),
    ...onListed(writesTo)(call),
  ]),
  ...row('clear-recyclebin', says(ask('destroys.files', 'It deletes files.', 'destroys'))),
  ...row(
    'remove-itemproperty clear-itemproperty set-itemproperty new-itemproperty set-item rename-itemproperty',
    onListed(writesTo),
  ),
  ...row(
    'set-content add-content out-file tee-object export-csv export-clixml start-transcript export-certificate',
    writesTo,
  ),
  ...row('new-item', makes),
  ...row('expand-archive compress-archive', archives),
  ...row('set-acl', onListed(rights)),
  ...row('copy-item', copies),
  ...row('move-item rename-item', onListed(copies)),
  ...row('write-output write-host', call =>
    call.command.redirects.length > 0
      ? []
      : shownSecrets(
          call.words.map(word => word.text),
          OF_POWERSHELL,
        ),
  ),
  ...row('get-childitem get-item', call => [
    ...reads(call),
    ...shownSecrets(
      call.words.map(word => word.text),
      ON_THE_DRIVE,
    ),
  ]),
  ...row('get-content import-csv import-clixml select-string format-hex get-itemproperty', reads),
  ...row('stop-process debug-process', stopProcess),
  ...row(
    'stop-service restart-service suspend-service set-service remove-service new-service start-service resume-service',
    services,
  ),
  ...row('invoke-webrequest invoke-restmethod', web),
  ...row('format-volume', says(FORMAT)),
  ...row(
    'clear-disk initialize-disk remove-partition new-partition set-partition resize-partition set-disk new-volume repair-volume optimize-volume remove-virtualdisk dismount-diskimage mount-diskimage enable-bitlocker disable-bitlocker clear-bitlockerautounlock checkpoint-computer restore-computer',
    says(ask('destroys.disk', 'It changes disks or partitions.', 'destroys')),
  ),
  ...row(
    'restart-computer stop-computer suspend-computer',
    says(ask('system.power', 'It shuts the machine down or restarts it.', 'destroys')),
  ),
  ...row(
    'set-executionpolicy unblock-file',
    says(ask('system.execution-policy', 'It lets scripts run that were held back.', 'runs-code')),
  ),
  ...row('invoke-item', says(ask('code.opens', 'It opens a file with whatever program belongs to it.', 'runs-code'))),
  ...row('foreach-object', call =>
    call.words.some(word => /^(delete|kill|moveto|terminate|closemainwindow|invoke\w*)$/i.test(word.text))
      ? [ask('destroys.files', 'It deletes files or ends processes.', 'destroys')]
      : reads(call),
  ),
  ...row(
    'invoke-cimmethod invoke-wmimethod remove-ciminstance remove-wmiobject set-ciminstance set-wmiinstance',
    management,
  ),
  ...row('resolve-dnsname test-netconnection test-connection', resolves),
  ...row('invoke-command enter-pssession new-pssession', call =>
    parameter(call, ...ELSEWHERE) === undefined &&
    call.name === 'invoke-command' &&
    positional(call)[0]?.startsWith('{') !== false
      ? []
      : [ask('network.remote-shell', 'It works on another machine or through the system.', 'network', 'runs-code')],
  ),
  ...row('add-type', says(ask('code.inline', 'It compiles and loads code.', 'runs-code'))),
  ...row('new-psdrive', call => [
    speaksOfUs(said(call), call.setting) ? STOPS_US : null,
    call.words.some(word => /^\\\\[^\\?.]/.test(word.text))
      ? ask('network.share', 'It connects or opens shared folders.', 'network')
      : null,
  ]),
  ...row('import-module using', call =>
    call.words.some(word => /^\\\\|^https?:|temp|\$env:tmp/i.test(word.text))
      ? [ask('code.loads-library', 'It loads code.', 'runs-code')]
      : [],
  ),
  ...row('new-object', call => [
    ...dotnetFindings(call.command.text, call.setting),
    /wscript\.shell|shell\.application|-comobject/i.test(call.command.text) ? STARTS_PROGRAMS : null,
  ]),
  ...row(
    'install-module install-package install-script install-psresource update-module save-module uninstall-module uninstall-package install-windowsfeature uninstall-windowsfeature enable-windowsoptionalfeature disable-windowsoptionalfeature add-windowscapability add-appxpackage remove-appxpackage add-appxprovisionedpackage install-packageprovider register-psrepository set-psrepository',
    says(ask('system.software', 'It installs, removes or updates software of the system.', 'persistence')),
  ),
  ...row(
    'register-scheduledtask new-scheduledtask set-scheduledtask unregister-scheduledtask enable-scheduledtask disable-scheduledtask start-scheduledtask register-scheduledjob register-wmievent register-cimindicationevent',
    says(ask('persistence.schedule', 'It changes what runs later by itself.', 'persistence')),
  ),
  ...row('start-bitstransfer', call => {
    const target = parameter(call, 'destination') ?? positional(call)[1]
    return [
      ask('network.transfer', 'It moves files over the network in the background.', 'network'),
      target === undefined ? null : writeFinding(place(call, target), call.setting),
    ]
  }),
  ...row('send-mailmessage', says(ask('network.message', 'It sends a message.', 'network'))),
  ...row(
    'convertfrom-securestring get-storedcredential get-secret export-pfxcertificate',
    says(ask('secrets.prints', 'It prints stored passwords, keys or tokens.', 'secrets')),
  ),
  ...row(
    'import-certificate import-pfxcertificate',
    says(ask('secrets.store', 'It changes trusted certificates or copies their keys.', 'secrets')),
  ),
  ...row(
    'clear-eventlog remove-eventlog limit-eventlog clear-history',
    says(ask('destroys.traces', 'It removes records of what happened.', 'destroys')),
  ),
  ...row(
    'invoke-history',
    says(ask('dynamic.code', 'It runs a command from before once more.', 'unknown', 'runs-code')),
  ),
  ...row('sudo invoke-gsudo invoke-sudo start-elevatedprocess', says(SUDO)),
  ...row(
    'set-mppreference add-mppreference remove-mppreference',
    says(ask('system.protection', 'It weakens the protection of the machine.', 'privilege')),
  ),
  ...row(
    'set-location push-location pop-location set-variable new-variable remove-variable clear-variable set-strictmode set-psdebug set-clipboard set-psreadlineoption set-culture clear-host new-guid new-timespan new-temporaryfile set-alias new-alias remove-job stop-job start-job start-sleep start-threadjob new-module remove-module set-date-x register-argumentcompleter update-help update-list enable-psbreakpoint remove-psdrive unregister-event register-event new-event remove-event set-psbreakpoint stop-transcript set-markdownoption new-markdownhelp remove-pssession clear-dnsclientcache',
    quiet,
  ),
])

/** Verbs that change the system, for cmdlets that are not in the table. */
const CHANGING =
  /^(remove|clear|stop|restart|suspend|disable|uninstall|unregister|reset|revoke|dismount|format|initialize|block|grant|install|register|enable|set|add|new|update|rename|move|deny|lock|unlock|protect|unprotect|approve|publish|send|restore|reset|mount|unblock|undo|repair)-/

/** Nouns of the system: changing these is never everyday work. */
const SYSTEM_NOUN =
  /-(net\w*|dns\w*|local\w*|smb\w*|vm\w*|vhd|ad\w+|az\w*|aws\w*|firewall\w*|printer\w*|scheduled\w*|windows\w*|appx\w*|pnp\w*|disk\w*|volume\w*|partition\w*|physical\w*|storage\w*|iis\w*|web\w+|bcd\w*|bitlocker\w*|tpm\w*|hyperv\w*|wsman\w*|ps(session|remoting|sessionconfiguration)\w*|executionpolicy|computer\w*|service\w*|eventlog|process\w*|acl|credential|secret\w*|certificate|timezone|date|hotfix|wmi\w*|cim\w*|module|package\w*)$/

/** What is said about a cmdlet; undefined when the word is no cmdlet at all. */
export function cmdletFindings(call: CmdletCall): Finding[] | undefined {
  const rule = CMDLETS.get(call.name)
  if (rule) return rule(call).filter(finding => finding !== null)
  if (!/^[a-z]+-[a-z]\w+$/.test(call.name)) return undefined
  if (
    /^(get|select|where|sort|measure|format|out|write|test|compare|convertto|convertfrom|resolve|split|join|group|show|find|search|read|foreach|tee|trace|wait|receive|use|limit|debug|assert|confirm|expand|export|import|invoke-pester|invoke-build|invoke-psake)-?/.test(
      call.name,
    ) &&
    !SYSTEM_NOUN.test(call.name.replace(/^get-/, 'get_'))
  )
    return reads(call).filter(finding => finding !== null)
  if (/^(get|test|measure|find|show|resolve|wait|compare)-/.test(call.name))
    return reads(call).filter(finding => finding !== null)
  if (!CHANGING.test(call.name)) return undefined
  if (
    speaksOfUs(
      call.words.map(word => word.text),
      call.setting,
    )
  )
    return [STOPS_US]
  if (/^(remove|clear|reset|uninstall|dismount|revoke|stop|disable)-/.test(call.name))
    return [ask('destroys.system', 'It removes, resets or disables something of the system.', 'destroys')]
  if (SYSTEM_NOUN.test(call.name))
    return [/firewall/.test(call.name) ? ask('network.firewall', 'It changes the firewall.', 'network') : SETTINGS]
  return undefined
}
