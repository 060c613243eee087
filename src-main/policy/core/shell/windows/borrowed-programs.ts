import { DISK, FETCHES, NETWORK, RUNS, SETTINGS } from '../findings.ts'
import { ask, type Finding } from '../inspector.ts'

const SECRETS = ask('secrets.prints', 'It can copy stored credentials.', 'secrets')
const TRACES = ask('destroys.traces', 'It removes records of what happened, or stops recording.', 'destroys')
const WATCHES = ask('secrets.watches', 'It watches keys, the screen, the microphone or the network.', 'secrets')
const REMOTE = ask('network.remote-shell', 'It works on another machine.', 'network', 'runs-code')
const ACCOUNTS = ask('privilege.accounts', 'It changes user accounts or passwords.', 'privilege')

/** Programs of Windows that do more than their names say. */
export interface Borrowed {
  programs: string
  finding: Finding
  /** It acts only with arguments of this shape. */
  when?: RegExp
  /** It only looks with arguments of this shape. */
  unless?: RegExp
}

const REMOTE_FILE = /https?:|\\\\[^\\]/i

/** Each row with the shape of the arguments that count; a row without any always counts, except when it is asked for help. */
export const BORROWED: readonly Borrowed[] = [
  { programs: 'defrag', finding: DISK, unless: /\/a\b/i },
  { programs: 'cipher', finding: SETTINGS, when: /\/[ed]\b/i },
  { programs: 'compact', finding: SETTINGS, when: /\/[cu]\b/i },
  // Start whatever they are given, or load code from a file that looks like data.
  {
    programs:
      'mshta rundll32 regsvr32 installutil regasm regsvcs cmstp msxsl hh pcalua infdefaultinstall odbcconf presentationhost ieexec dnx rcsi msdt syncappvpublishingserver mavinject scriptrunner cscript wscript xwizard addinutil aspnet_compiler atbroker customshellhost devtoolslauncher dfsvc extexport gpscript ie4uinit iediagcmd imewdbld microsoft.workflow.compiler offlinescannershell openconsole pcwrun provlaunch runexehelper runonce runscripthelper stordiag te tttracer ttdinject vsiisexelauncher vsls-agent wab workfolders wlrmdr wbemtest wfc appvlp agentexecutor appcert bginfo coregen defaultpack dxcap mftrace protocolhandler remote sqlps sqltoolsps squirrel tracker vsdiagnostics xbootmgrsleep eventvwr fodhelper computerdefaults sdclt wsreset slui dctask64 register-cimprovider verclsid devinit hxtsr settingsynchost',
    finding: RUNS,
  },
  { programs: 'control', finding: RUNS, when: /\S/ },
  { programs: 'mmc', finding: RUNS, when: /\.msc\b/i },
  { programs: 'conhost', finding: RUNS, when: /\S/ },
  {
    programs: 'explorer',
    finding: RUNS,
    when: /\/root,|shell:::|\.(exe|bat|cmd|ps1|vbs|js|lnk|hta|scr|msi|url)\b|^https?:/i,
  },
  { programs: 'msbuild csc vbc jsc ilasm', finding: FETCHES, when: REMOTE_FILE },
  { programs: 'msbuild', finding: RUNS, when: /[-/](l|logger|dl|distributedlogger):/i },
  { programs: 'csi fsi fsianycpu cdb ntsd windbg kd', finding: RUNS, when: /\S/ },
  { programs: 'dllhost svchost taskhostw werfault wermgr', finding: RUNS },
  { programs: 'colorcpl dnscmd', finding: SETTINGS, when: /\S/ },
  // Load or carry away over the network.
  {
    programs:
      'desktopimgdownldr configsecuritypolicy datasvcutil cmdl32 certoc onedrivestandaloneupdater mpcmdrun msedge_proxy rasautou',
    finding: FETCHES,
    when: /https?:|lockscreenurl|\\\\|downloadfile|-url|\/ini:|\/vpn|-loaddll/i,
  },
  { programs: 'certreq', finding: FETCHES, when: /-post|-submit|https?:/i },
  { programs: 'finger rpcping print printbrm', finding: REMOTE, when: /@|\/s\b|\\\\|-s\b|\/d:/i },
  { programs: 'winrm', finding: REMOTE, when: /\b(quickconfig|qc|set|create|delete|invoke|i|s|c|d)\b/i },
  { programs: 'winrs psexec64 wmiexec smbexec', finding: REMOTE },
  { programs: 'mstsc', finding: REMOTE, when: /\/(v|shadow|admin)|\.rdp/i },
  { programs: 'netcat ncat nc', finding: REMOTE, when: /(^|\s)-[a-z]*[el]|--exec|--sh-exec/i },
  { programs: 'tftp ftp telnet', finding: REMOTE, when: /\S/ },
  // Change the system.
  { programs: 'mpcmdrun', finding: TRACES, when: /removedefinitions|wdenable|-restore|disableservice/i },
  { programs: 'fltmc', finding: TRACES, when: /unload|detach|load|attach/i },
  { programs: 'logman tracelog xperf wpr', finding: TRACES, when: /\b(stop|delete|update|create|start)\b/i },
  { programs: 'auditpol', finding: TRACES, unless: /\/get|\/list/i },
  { programs: 'wevtutil', finding: TRACES, unless: /^(el|gl|gli|qe|ep|gp|epl|al|enum-\w+|get-\w+|query-events)\b/i },
  { programs: 'nltest', finding: NETWORK, when: /\/(sc_reset|sc_change_pwd|dsregdns|logon_query_reset|shutdown)/i },
  { programs: 'netdom', finding: ACCOUNTS, unless: /^(query|verify)\b/i },
  {
    programs: 'dsadd dsmod dsrm dsmove ldifde csvde ksetup setspn ktpass djoin',
    finding: ACCOUNTS,
    unless: /^(-l|\/l|-q)\b/i,
  },
  { programs: 'openfiles', finding: SETTINGS, when: /\/(disconnect|local)/i },
  {
    programs: 'sdbinst pnputil devcon gpupdate secedit w32tm tzutil',
    finding: SETTINGS,
    unless: /\/(query|enum|g|l|export)|-e\b|enum-|(^|\s)(status|find|listclass|hwids|driverfiles)\b/i,
  },
  {
    programs: 'powercfg',
    finding: SETTINGS,
    unless:
      /\/(l|q|a|list|query|batteryreport|energy|requests|lastwake|waketimers|devicequery|sleepstudy|getactivescheme|availablesleepstates)\b/i,
  },
  { programs: 'unregmp2 setres', finding: SETTINGS, when: /\S/ },
  { programs: 'lodctr unlodctr regini regedit regedt32', finding: SETTINGS },
  { programs: 'usbipd hnsdiag vmconnect', finding: SETTINGS, when: /\b(bind|attach|detach|unbind|delete)\b/i },
  { programs: 'bootim sysprep systemreset rstrui recdisc', finding: DISK },
  { programs: 'diskshadow vshadow diskraid', finding: DISK },
  { programs: 'vssadmin wbadmin', finding: DISK, unless: /^(list|get)\b/i },
  { programs: 'wslconfig', finding: DISK, when: /\/(u|unregister)\b/i },
  {
    programs: 'chkdsk fsutil mountvol manage-bde convert',
    finding: DISK,
    unless: /query|fsinfo|volumeinfo|-status|^[a-z]:$|^$|queryfile\w+|list\b|diskfree|-protectors -get/i,
  },
  {
    programs: 'repadmin dcdiag',
    finding: SETTINGS,
    when: /\/(replicate|syncall|add|delete|remove|options|fix|rehost)/i,
  },
  // Copy memory, credentials or what is on the screen.
  {
    programs:
      'procdump procdump64 ntdsutil esentutl createdump dump64 sqldumper rdrleakdiag adplus minidump nanodump pypykatz secretsdump lazagne',
    finding: SECRETS,
  },
  { programs: 'pktmon psr', finding: WATCHES, when: /\b(start|filter)\b|\/start/i },
  { programs: 'dpapi sharpdpapi rubeus mimikatz', finding: SECRETS },
]
