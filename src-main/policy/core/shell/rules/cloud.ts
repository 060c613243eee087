import { runText } from '../builtins.ts'
import type { Call, Rule } from '../call.ts'
import { ask, type Stream } from '../inspector.ts'
import { names, optionValue, parseOptions } from '../options.ts'

const TOKEN = ask('secrets.token', 'It prints credentials or an access token.', 'secrets')
const REMOVES = ask('destroys.remote', 'It removes or stops something in the cloud.', 'destroys', 'network')
const CHANGES = ask('network.changes-remote', 'It changes something in the cloud.', 'network')
const RIGHTS = ask('privilege.cloud', 'It changes who may do what in the cloud.', 'privilege')

/** Words in the verb of a cloud command that remove or stop. */
const REMOVING =
  /(^|-)(delete|terminate|remove|destroy|purge|stop|reboot|shutdown|deregister|detach|disable|revoke|cancel|reset|rb|rm|deallocate|drop|wipe|kill|force)(-|$)/

function runAws(call: Call): undefined {
  const parsed = parseOptions(call.args, {
    values: names('profile region output query endpoint-url cli-input-json'),
    exact: true,
  })
  const [service = '', verb = ''] = parsed.operands
  const line = `${service} ${verb}`
  if (
    /^(secretsmanager (get-secret-value|batch-get)|sts (get-session-token|assume-role\S*|get-federation-token)|ecr(-public)? (get-login\S*|get-authorization-token)|configure (get|export-credentials|set|import)|iam create-access-key|iam create-login-profile|codeartifact get-authorization-token|eks get-token|rds generate-db-auth-token|sso get-role-credentials|kms (decrypt|generate-data-key)|lambda get-function-configuration-|cognito-idp admin-|lightsail get-instance-access-details|redshift get-cluster-credentials|ec2 get-password-data)/.test(
      line,
    )
  )
    call.say(TOKEN)
  if (/^ssm get-parameter/.test(line) && parsed.options.some(option => option.name === 'with-decryption'))
    call.say(TOKEN)
  if (/^iam (attach|put|create|add|update|delete)/.test(line)) call.say(RIGHTS)
  if (service === 's3' && verb === 'sync' && parsed.options.some(option => option.name === 'delete')) call.say(REMOVES)
  if (REMOVING.test(verb)) call.say(REMOVES)
  else if (
    /^(ssm (send-command|start-session)|ec2-instance-connect|lambda (invoke-async|update-function-code)|ec2 run-instances|cloudformation (create|update|execute)|ec2 (authorize|modify)-|s3api put-bucket-(policy|acl))/.test(
      line,
    )
  )
    call.say(CHANGES)
}

function runGcloud(call: Call): Stream | undefined {
  const parsed = parseOptions(call.args, {
    values: names('project zone region account format command filter location'),
    exact: true,
  })
  const line = parsed.operands.join(' ')
  if (
    /^(alpha |beta )?(auth (print-|application-default print-|login|activate|revoke)|secrets versions access|config config-helper|sql generate-login-token|iam service-accounts keys create|kms decrypt|auth configure-docker-)/.test(
      line,
    )
  )
    call.say(TOKEN)
  if (/(add|set|remove)-iam-policy(-binding)?/.test(line)) call.say(RIGHTS)
  if (parsed.operands.some(word => REMOVING.test(word) && !/^(stop)$/.test(word))) call.say(REMOVES)
  const command = optionValue(parsed, 'command')
  if (command != null && /ssh/.test(line)) return call.shell(command, 'gcloud ssh')
  return undefined
}

function runAz(call: Call): undefined {
  const parsed = parseOptions(call.args, {
    values: names('n name g resource-group o output query subscription scripts command-id'),
    exact: true,
  })
  const line = parsed.operands.join(' ')
  if (
    /^(account get-access-token|keyvault secret (show|download)|keyvault key download|acr (login|credential)|aks get-credentials|storage account keys|ad sp (create|credential)|ad app credential|login|cosmosdb keys|redis list-keys|webapp deployment list-publishing)/.test(
      line,
    )
  )
    call.say(TOKEN)
  if (/^role assignment (create|delete)/.test(line)) call.say(RIGHTS)
  if (parsed.operands.some(word => REMOVING.test(word))) call.say(REMOVES)
  if (/run-command invoke/.test(line)) call.say(CHANGES)
}

const TERRAFORM_ASKS = names('apply destroy import taint untaint force-unlock login logout')

function runTerraform(call: Call): undefined {
  const words = call.args.filter(arg => !arg.startsWith('-'))
  const [verb = '', second = ''] = words
  if (TERRAFORM_ASKS.has(verb)) call.say(REMOVES)
  if (verb === 'state' && /^(rm|mv|push|replace-provider)$/.test(second)) call.say(REMOVES)
  if (verb === 'workspace' && second === 'delete') call.say(REMOVES)
  if (verb === 'output' && words.slice(1).some(word => /passw|secret|token|_key$|credential|private/i.test(word)))
    call.say(TOKEN)
  if (verb === 'state' && second === 'pull') call.say(TOKEN)
  if (verb === 'run' || verb === 'run-all') if (words.some(word => TERRAFORM_ASKS.has(word))) call.say(REMOVES)
}

/** A tool whose listed verbs change or remove things elsewhere. */
const asks =
  (removing: string, tokens = '', changing = ''): Rule =>
  call => {
    const words = call.args.filter(arg => !arg.startsWith('-'))
    const line = words.slice(0, 3).join(' ')
    const hit = (list: string): boolean =>
      [...names(list.replaceAll(' ', '\u0001').replaceAll('|', ' '))].some(phrase => {
        const wanted = phrase.replaceAll('\u0001', ' ')
        return line === wanted || line.startsWith(`${wanted} `)
      })
    if (tokens !== '' && hit(tokens)) call.say(TOKEN)
    if (removing !== '' && hit(removing)) call.say(REMOVES)
    if (changing !== '' && hit(changing)) call.say(CHANGES)
  }

const fly = asks('apps destroy|machine destroy|volumes destroy|destroy', 'auth token|tokens', 'ssh')

const heroku = asks(
  'apps:destroy|pg:reset|addons:destroy|domains:remove|ps:kill',
  'auth:token|config|config:get|authorizations',
  'run',
)

/** `heroku run command` runs it on another machine. */
const runHeroku: Rule = call => {
  heroku(call)
  const words = parseOptions(call.args, { values: names('a app r remote s size') }).operands
  return words[0] === 'run' && words.length > 1 ? runText(call, words.slice(1).join(' '), 'heroku run') : undefined
}

/** `fly ssh console -C 'command'` runs it on another machine. */
const runFly: Rule = call => {
  fly(call)
  const text = optionValue(parseOptions(call.args, { values: names('C command a app') }), 'C', 'command')
  return text == null ? undefined : runText(call, text, `${call.name} -C`)
}

/** Rules of cloud tools. */
export const CLOUD_RULES: Readonly<Record<string, Rule>> = {
  aws: runAws,
  gcloud: runGcloud,
  gsutil: asks('rm|rb', '', 'iam|acl|setmeta'),
  bq: asks('rm', '', ''),
  az: runAz,
  terraform: runTerraform,
  tofu: runTerraform,
  terragrunt: runTerraform,
  pulumi: asks('destroy|up|refresh|cancel|stack rm|state delete', 'config get|login', ''),
  cdk: asks('destroy|deploy', '', ''),
  serverless: asks('remove|deploy', '', ''),
  sls: asks('remove|deploy', '', ''),
  sam: asks('delete|deploy', '', ''),
  eksctl: asks('delete|drain', '', ''),
  doctl: asks(
    'compute droplet delete|databases delete|kubernetes cluster delete|apps delete',
    'auth token|auth init|registry docker-config|kubernetes cluster kubeconfig show',
    '',
  ),
  fly: runFly,
  heroku: runHeroku,
  flyctl: runFly,
  vercel: asks('remove|rm|env rm|project rm|domains rm', 'env pull|login|tokens', '--prod|deploy'),
  netlify: asks('sites:delete|env:unset', 'login|env:get|env:list', 'deploy'),
  wrangler: asks(
    'delete|d1 delete|kv namespace delete|r2 bucket delete|kv:namespace delete',
    'login',
    'deploy|publish|secret put',
  ),
  firebase: asks(
    'projects:delete|firestore:delete|database:remove|hosting:disable|functions:delete',
    'login:ci|login',
    'deploy',
  ),
  railway: asks('delete|down', 'variables|login', 'up'),
  supabase: asks('db reset|projects delete|branches delete', 'projects api-keys|login|secrets list', 'db push'),
  hcloud: asks('server delete|volume delete|server rebuild|server shutdown|server poweroff', '', ''),
  linode: asks('delete', '', ''),
  oci: asks('', 'session', ''),
  ibmcloud: asks('', 'iam oauth-tokens|iam api-key-create', ''),
  ansible: call => {
    const parsed = parseOptions(call.args, {
      values: names('i m a u e l f T t M v inventory module-name args user extra-vars limit forks become-user'),
      exact: true,
    })
    const module = optionValue(parsed, 'm', 'module-name') ?? 'command'
    const text = optionValue(parsed, 'a', 'args')
    if (parsed.options.some(option => option.name === 'b' || option.name === 'become' || option.name === 'K'))
      call.say(ask('privilege.other-user', 'It runs as administrator on other machines.', 'privilege'))
    if (text != null && /^(ansible\.builtin\.)?(command|shell|raw|script)$/.test(module))
      return call.shell(text, 'ansible -a')
    return undefined
  },
  'ansible-playbook': call => {
    if (!call.args.some(arg => /^(-C|--check|--syntax-check|--list-(tasks|hosts|tags)|--version|-h|--help)$/.test(arg)))
      call.say(CHANGES)
  },
  'ansible-galaxy': asks('', '', 'install|collection install|role install'),
  lxc: asks('delete|stop|restore', '', 'publish'),
  incus: asks('delete|stop|restore', '', 'publish'),
  multipass: asks('delete|purge|stop', '', ''),
  limactl: asks('delete|stop|factory-reset', '', ''),
  colima: asks('delete', '', ''),
  kind: asks('delete', '', ''),
  k3d: asks('cluster delete|node delete', '', ''),
  vagrant: asks('destroy|halt|suspend|snapshot delete|box remove', '', 'provision|reload'),
  'ansible-vault': asks('', 'view|decrypt|edit', ''),
  packer: asks('', '', 'build'),
  consul: asks('kv delete|leave|force-leave', 'kv get', ''),
  nomad: asks('job stop|stop|system gc|node drain', '', 'job run|alloc exec'),
  vault: asks(
    'delete|kv delete|kv destroy|kv metadata delete|secrets disable|token revoke|lease revoke|operator seal|auth disable',
    'read|kv get|token create|token lookup|login|print token|unwrap|operator init|operator unseal|operator generate-root',
    'write|kv put|policy write',
  ),
}
