import type { Call, Rule } from '../call.ts'
import { codeFinding } from '../code/inline-code.ts'
import { ask } from '../inspector.ts'
import { names } from '../options.ts'
import { writeFinding } from '../tables/files.ts'

const DROPS = ask('destroys.database', 'It deletes data or tables of a database.', 'destroys')
const STARTS = ask('code.database', 'The database client is told to start another program.', 'runs-code')

/** Looks into SQL: what removes whole tables and what reaches out of the database. */
function judgeSql(call: Call, sql: string): void {
  const plain = sql
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
  if (
    /\b(drop\s+(table|database|schema|user|role|index|view|keyspace|collection|materialized|owned|tablespace)|truncate\s+(table\s+)?[\w"`.]+)\b/i.test(
      plain,
    )
  )
    call.say(DROPS)
  if (/\bdelete\s+from\s+[\w"`.]+\s*(where\s+(1\s*=\s*1|true|1)\s*)?(;|$)/i.test(plain)) call.say(DROPS)
  if (
    /\bcopy\b[\s\S]*\b(to|from)\s+program\b|\bxp_cmdshell\b|\bsys_exec\b|\blo_export\b|\binto\s+(out|dump)file\b|\bload_extension\b|\bpg_read_file\b|\blanguage\s+(plpython\w*|plperlu|c)\b|\bcreate\s+(or\s+replace\s+)?function\b[\s\S]*\blanguage\s+['"]?(c|plpython|plperlu)|\bsp_oacreate\b|\bwritefile\s*\(|\bedit\s*\(|\bshellcmd\b|\binstall\s+(plugin|component|extension)\b|\bcopy\s+\S+\s+to\s+'/i.test(
      sql,
    )
  )
    call.say(STARTS)
}

/** Commands of the client itself that start a shell. */
function judgeClientLines(call: Call, text: string): void {
  for (const line of text.split(/\n|;/)) {
    const trimmed = line.trim()
    const shell = /^(?:\\!|\.(?:shell|system)\b|system\b|!!?)\s*(.*)$/s.exec(trimmed)
    if (shell) {
      call.say(STARTS)
      if (shell[1]) call.shell(shell[1], call.name)
    }
    if (
      /^\\(copy\b.*\bprogram\b|g(x|set)?\s*\||o\s*\||setenv\s+\S*(EDITOR|PAGER)|e\b|ef\b|i\s|ir\s)|^\.(load|excel|www|edit)\b|^\.(import\s.*|output\s+|once\s+|open\s+|read\s+)\|/.test(
        trimmed,
      )
    )
      call.say(STARTS)
    const target = /^(?:\.(?:output|once|save|backup|clone|log|archive)|\\(?:o|w)|tee|\\T)\s+['"]?([^'"|\s]+)/.exec(
      trimmed,
    )?.[1]
    if (target !== undefined && !/^(stdout|off|main)$/.test(target))
      call.say(writeFinding(call.path(target), call.look.setting))
    if (/`[^`]+`/.test(trimmed) && call.name === 'psql') call.say(STARTS)
  }
}

/** A tool whose listed verbs, alone or with the word behind them, delete what it keeps. */
const verbs =
  (list: string): Rule =>
  call => {
    const [first = '', second = ''] = call.args.filter(arg => !arg.startsWith('-') && !/^(tcp|https?):/.test(arg))
    if (list.split('|').some(one => one === first || one === `${first} ${second}`)) call.say(DROPS)
  }

const options =
  (list: string): Rule =>
  call => {
    if (call.args.some(arg => names(list).has(arg))) call.say(DROPS)
  }

/** Clients whose long options have one dash: `sqlite3 -cmd …`. */
const ONE_DASH = /^(sqlite|sqlcipher$|duckdb$|influx$)/
const ONE_DASH_OPTIONS = { oneDash: true, exact: true }

const sqlClient =
  (values: string, sqlOptions: string, more: (call: Call) => void = () => undefined): Rule =>
  call => {
    const parsed = call.parse({ values: names(values), ...(ONE_DASH.test(call.name) ? ONE_DASH_OPTIONS : {}) })
    const wanted = names(sqlOptions)
    const texts = parsed.options
      .filter(option => option.value !== null && wanted.has(option.name))
      .map(option => option.value ?? '')
    if (/^sqlite|^sqlcipher$|^duckdb$/.test(call.name)) texts.push(...parsed.operands.slice(1))
    if (call.inv.input?.text != null) texts.push(call.inv.input.text)
    for (const text of texts) {
      judgeSql(call, text)
      judgeClientLines(call, text)
    }
    for (const option of parsed.options) {
      if (/^(o|output|L|log-file|tee)$/.test(option.name) && option.value !== null) {
        if (option.value.startsWith('|')) call.say(STARTS)
        else call.say(writeFinding(call.path(option.value), call.look.setting))
      }
      if (
        /^(pager|load-data-local-dir|init-command|plugin-dir|defaults-file|defaults-extra-file)$/.test(option.name) &&
        option.value
      ) {
        if (option.name === 'pager') call.say(STARTS)
        if (option.name === 'init-command') judgeSql(call, option.value)
      }
    }
    more(call)
  }

function runRedis(call: Call): undefined {
  const parsed = call.parse({
    values: names('h p s a u n t r i d x X eval user pass cacert cert key pipe-timeout'),
    stops: true,
  })
  const [verb = '', second = ''] = parsed.operands.map(word => word.toLowerCase())
  if (/^(flushall|flushdb|shutdown|debug|slaveof|replicaof|failover|swapdb|restore)$/.test(verb)) call.say(DROPS)
  if (verb === 'config' && /^(set|rewrite)$/.test(second))
    call.say(ask('code.database', 'It changes settings of a database that can write files anywhere.', 'persistence'))
  if (/^(eval|evalsha|module|script)$/.test(verb) || parsed.options.some(option => option.name === 'eval'))
    call.say(STARTS)
  if (/^(save|bgsave|bgrewriteaof|acl)$/.test(verb) && second !== '' && !/^(whoami|list|cat|getuser)$/.test(second))
    call.say(DROPS)
}

/** A database tool whose name says that it deletes. */
const drops: Rule = call => {
  call.say(DROPS)
}

/** Rules of database clients. */
export const DATABASE_RULES: Readonly<Record<string, Rule>> = {
  psql: sqlClient(
    'c d f h L o p P R F T U v command dbname file host log-file output port pset record-separator field-separator table-attr username variable set',
    'c command',
  ),
  pgcli: sqlClient('h p U d', ''),
  mysql: sqlClient(
    'e h P u D S execute host port user database socket pager tee init-command delimiter defaults-file defaults-extra-file default-character-set',
    'e execute',
  ),
  mariadb: sqlClient(
    'e h P u D S execute host port user database socket pager tee init-command delimiter',
    'e execute',
  ),
  mycli: sqlClient('e h P u D execute host', 'e execute'),
  sqlite3: sqlClient('cmd init separator nullvalue newline mmap maxsize vfs', 'cmd'),
  sqlite: sqlClient('cmd init separator', 'cmd'),
  sqlcipher: sqlClient('cmd init', 'cmd'),
  duckdb: sqlClient('c cmd init s', 'c cmd s'),
  'clickhouse-client': sqlClient('q query host port user password d database', 'q query'),
  sqlcmd: sqlClient('Q q S U P d i o', 'Q q'),
  sqlplus: sqlClient('', ''),
  cqlsh: sqlClient('e f u p k execute file', 'e execute'),
  usql: sqlClient('c f command file', 'c command'),
  influx: call => {
    const [first, second] = call.args.filter(arg => !arg.startsWith('-'))
    if (first === 'delete' || (second === 'delete' && /^(bucket|org|user|auth|task|secret)$/.test(first ?? '')))
      call.say(DROPS)
    return sqlClient('execute host database', 'execute')(call)
  },
  trino: sqlClient('execute server catalog schema f', 'execute'),
  'bq-query': sqlClient('', ''),
  'redis-cli': runRedis,
  'valkey-cli': runRedis,
  'keydb-cli': runRedis,
  dropdb: drops,
  dropuser: drops,
  pg_dropcluster: drops,
  pg_resetwal: drops,
  pg_ctl: call => {
    if (call.args.some(arg => /^(stop|restart|kill|promote)$/.test(arg)))
      call.say(ask('persistence.service', 'It stops or restarts a database.', 'persistence'))
  },
  etcdctl: verbs('del|compact|defrag|member remove|user delete|role delete'),
  rabbitmqctl: verbs(
    'reset|force_reset|stop|stop_app|delete_user|delete_queue|delete_vhost|purge_queue|forget_cluster_node',
  ),
  'kafka-topics': options('--delete'),
  'kafka-delete-records': options('--offset-json-file'),
  'kafka-consumer-groups': options('--delete --reset-offsets --delete-offsets'),
  nats: verbs('stream rm|stream purge|kv del|kv purge|consumer rm'),
  flyway: verbs('clean|undo'),
  liquibase: verbs('drop-all|dropAll|rollback'),
  dbmate: verbs('drop|down|rollback'),
  goose: verbs('reset|down'),
  alembic: verbs('downgrade'),
  diesel: verbs('database reset|database drop'),
  knex: verbs('migrate:rollback|migrate:down'),
  'drizzle-kit': verbs('drop'),
  mysqladmin: call => {
    if (call.args.some(arg => /^(drop|shutdown|kill|password|flush-privileges)$/.test(arg))) call.say(DROPS)
  },
  prisma: call => {
    const line = call.args
      .filter(arg => !arg.startsWith('-'))
      .slice(0, 2)
      .join(' ')
    if (line === 'migrate reset' || call.args.includes('--force-reset') || call.args.includes('--accept-data-loss'))
      call.say(DROPS)
  },
  rake: call => {
    if (call.args.some(arg => /^db:(drop|reset|migrate:reset|truncate_all|purge)$/.test(arg))) call.say(DROPS)
    const parsed = call.parse({ values: names('e E p f r execute execute-continue require rakefile') })
    for (const option of parsed.options)
      if (/^(e|E|p|execute|execute-continue)$/.test(option.name))
        call.say(
          ask('code.inline', 'It runs code that is given on the command line.', 'runs-code'),
          ...codeFinding('ruby', option.value?.replace(/^\s*sh\b/, 'system') ?? '', call),
        )
  },
}
