/** A program, and the ways it takes a password. The last group of each pattern is the secret. */
export interface Program {
  readonly names: readonly string[]
  readonly patterns: readonly RegExp[]
  /** What comes after a password may say that it is one: a stream waits for the end of the line. */
  readonly waits?: true
}

const value = String.raw`(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'|;&<>]{1,400}))`
const flag = (letters: string) => new RegExp(String.raw`\s-{1,2}(?:${letters})(?:[ \t]+|=)${value}`, 'g')
const glued = (letter: string) => new RegExp(String.raw`\s-${letter}${value}`, 'g')
const pairFlag = (letters: string, mark = ':') =>
  new RegExp(
    String.raw`\s-{1,2}(?:${letters})(?:[ \t]+|=)?["']?[^\s:"'${mark}]{0,120}${mark}([^\s"'|;&<>]{1,200})`,
    'g',
  )

/** Programs whose arguments are passwords under short names, or by their place. */
export const programs: readonly Program[] = [
  { names: ['mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mycli'], patterns: [glued('p')] },
  {
    names: [
      'sshpass',
      'twine',
      'docker login',
      'podman login',
      'helm registry',
      'skopeo',
      'crane auth',
      'oc login',
      'az login',
      'mongo',
      'mongosh',
      'mongodump',
      'mongorestore',
      'impala',
      'clickhouse',
      'doctl',
      'vault login',
      'rabbitmqadmin',
      'snowsql',
      'cqlsh',
      'influx',
      'nomad',
      'cf login',
      'cf auth',
      'expressvpn',
      'mosquitto_pub',
      'kinit',
      'net use',
      'ipmitool',
      'smbclient',
      'evil-winrm',
      'beeline',
      'psexec',
      'PsExec',
      'cassandra',
      'psql',
      'nxc',
      'crackmapexec',
      'netexec',
      'hydra',
      'medusa',
      'cypher-shell',
      'ibmcloud login',
      'aliyun',
      'kaf',
      'gpg-preset-passphrase',
    ],
    patterns: [flag('p|P|password|pw|pass')],
  },
  {
    names: [
      'sshpass',
      'zip ',
      'rar a',
      'rar x',
      '7z ',
      '7za',
      'unrar',
      'sqlcmd',
      'bcp',
      'isql',
      'mosquitto_sub',
      'mosquitto_pub',
      'ipmitool',
      'nxc',
      'crackmapexec',
    ],
    patterns: [glued('(?:hp|[pP])'), flag('P|p')],
  },
  {
    names: ['curl', 'http', 'https', 'httpie', 'xh', 'wget', 'lftp'],
    patterns: [
      /\s-{1,2}(?:u|user)[ =]?["']?((?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{16,200})(?=:(?:[xX]|x-oauth-basic)?["'\s])/g,
      pairFlag('[a-zA-Z]{0,6}u|user|proxy-user|a|auth|U'),
      pairFlag('u', ','),
    ],
  },
  { names: ['consul', 'nomad', 'serf'], patterns: [flag('encrypt|token')] },
  { names: ['etcdctl', 'consul', 'nats', 'kcat', 'aria2c', 'svn'], patterns: [pairFlag('u|user')] },
  {
    names: ['sqlplus', 'rman', 'impdp', 'expdp', 'sqlldr'],
    patterns: [/[\s"'][\w$#.]{1,30}\/(?!\/)([^@\s"'/]{4,80})(?=@|[\s"']|$)/g],
  },
  {
    names: ['schtasks', 'sc.exe', 'sc config', 'sc create'],
    patterns: [/\s(?:\/rp|password=)[ \t]+["']?([^\s"']{4,200})/gi],
  },
  { names: ['gh secret', 'gh variable', 'glab variable'], patterns: [flag('b|body|v|value')] },
  { names: ['unzip'], patterns: [flag('P')] },
  { names: ['signtool', 'certutil'], patterns: [/\s(?:\/|-)p[ \t]+["']?([^\s"'|;&<>]{4,200})/g] },
  { names: ['xh ', 'http', 'https'], patterns: [/-A[ =]bearer[ \t]+-a[ =]["']?([^\s"']{8,400})/g] },
  { names: ['mc alias', 'mc config'], patterns: [/\shttps?:\/\/\S+[ \t]+\S+[ \t]+["']?([^\s"'|;&<>]{4,200})/g] },
  {
    names: [
      'samba-tool user',
      'rabbitmqctl',
      'virsh secret-set-value',
      'svnadmin',
      'ejabberdctl',
      'prosodyctl',
      'asterisk',
    ],
    patterns: [
      /\s(?:user (?:create|add|setpassword)|add_user|change_password|authenticate_user|register)[ \t]+\S+[ \t]+["']?([^\s"'|;&<>]{4,200})/g,
      /secret-set-value(?:[ \t]+--base64|[ \t]+[0-9a-f-]{36})+[ \t]+["']?([^\s"'-][^\s"'|;&<>]{4,200})/g,
    ],
  },
  {
    names: ['poetry config', 'composer config', 'bundle config'],
    patterns: [
      /\s(?:--?\w+[ \t]+)*http-basic\.\S+[ \t]+\S+[ \t]+["']?([^\s"'|;&<>]{4,200})/g,
      /\s(?:set[ \t]+)?(?:--?\w+[ \t]+)*[\w-]+(?:\.[\w-]+)+[ \t]+[^\s:]{1,60}:([^\s"'|;&<>]{4,200})/g,
    ],
  },
  { names: ['twilio login', 'twilio profiles'], patterns: [/\sAC[0-9a-f]{32}[ \t]+["']?([0-9a-f]{32})/g] },
  { names: ['redis-cli', 'valkey-cli', 'keydb-cli'], patterns: [flag('a|pass')] },
  { names: ['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapwhoami'], patterns: [flag('w')] },
  { names: ['smbclient', 'rpcclient', 'mount.cifs'], patterns: [pairFlag('U|user', '%')] },
  { names: ['openssl'], patterns: [/\s-(?:pass|passin|passout|k|K|password)[ \t]+(?:pass:)?([^\s"'|;&<>]{3,200})/g] },
  { names: ['keytool', 'jarsigner', 'apksigner'], patterns: [flag('storepass|keypass|ks-pass|key-pass')] },
  { names: ['ssh-keygen'], patterns: [flag('N|P')] },
  {
    names: ['doctl', 'flyctl', 'vercel', 'netlify', 'surge', 'wrangler', 'railway', 'hcloud'],
    patterns: [flag('t|token|a|auth')],
  },
  { names: ['ansible-vault'], patterns: [/encrypt_string[ \t]+(?:--?\S+[ \t]+)*'([^'\n]{4,400})'/g] },
  {
    names: ['rclone obscure', 'rclone reveal', 'mkpasswd', 'openssl passwd', 'caddy hash-password'],
    patterns: [
      /(?:obscure|reveal|mkpasswd|passwd|hash-password)(?:[ \t]+-(?:m|S|salt|method|-plaintext|-algorithm)(?:[ \t]+|=)(?=\S+[ \t])\S+|[ \t]+-\w+)*[ \t]+["']?((?!sha|md5|bcrypt|yescrypt|scrypt)(?=[^\s]*\d)[^\s"'|;&<>-][^\s"'|;&<>]{4,200})/g,
    ],
  },
  {
    names: [
      'security add-',
      'security unlock-keychain',
      'security set-key',
      'security import',
      'security create-keychain',
    ],
    patterns: [flag('w|p|P')],
  },
  {
    names: ['snmpwalk', 'snmpget', 'snmpset', 'snmpbulk', 'snmptrap', 'snmptable'],
    patterns: [/\s-(?:c|A|X)[ \t]+["']?(?!(?:public|private)\b)([^\s"'|;&<>-][^\s"'|;&<>]{3,200})/g],
  },
  { names: ['htpasswd'], patterns: [/\s-[A-Za-z]*b[A-Za-z]*\s+(?:\S+\s+)?\S+\s+([^\s"'|;&<>]{3,200})/g] },
  { names: ['xfreerdp', 'wfreerdp'], patterns: [/\s\/p:([^\s"'|;&<>]{3,200})/g] },
  {
    names: ['gpg', 'restic', 'borg', 'duplicity', 'ansible', 'svn', 'rclone', 'psql', 'pg_dump', 'createuser'],
    patterns: [flag('passphrase|password|pass')],
  },
  {
    names: ['vault login', 'heroku auth', 'gh auth', 'glab auth', 'snyk auth'],
    patterns: [
      /(?:login|snyk auth)[ \t]+(?:-[^\s]+[ \t]+)*((?=[^\s]*\d)[A-Za-z0-9._-]{16,})/g,
      /<<<[ \t]*["']?([^\s"'$<>]{8,400})/g,
    ],
  },
  {
    names: ['net user', 'net use', 'cmdkey'],
    waits: true,
    patterns: [
      /\/user:\S+[ \t]+([^\s/"'|;&<>]{4,200})/gi,
      /\/pass:([^\s"'|;&<>]{3,200})/g,
      /net user \S+ ((?=\S*\d)[^\s/"']{4,200})/g,
      /net use (?:\S+:? )?\\{2,4}\S+ ((?=\S*\d)[^\s/"']{4,200})(?= \/user)/gi,
    ],
  },
  {
    names: ['chpasswd', 'passwd --stdin', 'sudo -S', 'kinit', 'cryptsetup'],
    patterns: [/<<<[ \t]*["']?([^\s"'$<>]{4,400})/g],
  },
]
