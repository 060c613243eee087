import { ask, deny, type Finding, type Inspector, type Invocation } from '../inspector.ts'
import { isDynamic, isLiteral } from '../marks.ts'
import { names } from '../options.ts'
import { absolute, isBelow, isTemporary } from '../paths.ts'
import { PLAIN_PROGRAMS } from './plain-programs.ts'

/** Variables that load a library or a file into every program that starts. */
const LOADERS = names(
  'LD_PRELOAD LD_AUDIT LD_LIBRARY_PATH DYLD_INSERT_LIBRARIES DYLD_LIBRARY_PATH DYLD_FRAMEWORK_PATH DYLD_FALLBACK_LIBRARY_PATH ' +
    'GCONV_PATH OPENSSL_CONF OPENSSL_ENGINES GTK_MODULES GTK_PATH GIO_EXTRA_MODULES QT_PLUGIN_PATH LOCPATH NLSPATH HOSTALIASES LD_ORIGIN_PATH LD_PROFILE ' +
    'LIBPATH SHLIB_PATH COR_PROFILER COR_PROFILER_PATH CORECLR_PROFILER CORECLR_PROFILER_PATH DOTNET_STARTUP_HOOKS',
)

/** Variables whose value is code, or a file of code, that a program runs first. */
const CODE = names(
  'BASH_ENV ENV PROMPT_COMMAND PS4 SHELLOPTS BASHOPTS BASH_FUNC ZDOTDIR PYTHONSTARTUP PYTHONHOME PYTHONINSPECT PYTHONBREAKPOINT PYTHONUSERBASE ' +
    'PERL5OPT PERL5DB PERL5LIB PERLLIB RUBYLIB LUA_INIT LUA_PATH LUA_CPATH R_PROFILE R_PROFILE_USER R_ENVIRON JULIA_LOAD_PATH VIMINIT EXINIT GVIMINIT ' +
    'EMACSLOADPATH FPATH MANOPT GIT_CONFIG_PARAMETERS GIT_CONFIG_COUNT GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_EXEC_PATH GIT_TEMPLATE_DIR ' +
    'npm_config_script_shell npm_config_node_options NPM_CONFIG_SCRIPT_SHELL npm_config_prefix npm_config_globalconfig YARN_YARN_PATH ' +
    'MAKEFLAGS GNUMAKEFLAGS MFLAGS TAR_OPTIONS FZF_DEFAULT_COMMAND NPM_CONFIG_USERCONFIG npm_config_userconfig ' +
    'PIP_CONFIG_FILE WGETRC CURL_HOME INPUTRC RIPGREP_CONFIG_PATH PHPRC PHP_INI_SCAN_DIR TERMINFO TERMCAP NODE_REPL_EXTERNAL_MODULE ' +
    'ERL_FLAGS ERL_AFLAGS ELIXIR_ERL_OPTIONS KOTLIN_OPTS PYTHONPYCACHEPREFIX XDG_CONFIG_DIRS SSLKEYLOGFILE BASH_XTRACEFD ' +
    'ANSIBLE_CONFIG ANSIBLE_LIBRARY ANSIBLE_CALLBACK_PLUGINS GOENV PS1 PS0 PS2 DOCKER_CONFIG GIT_CONFIG',
)

/** Variables that name a program. */
const PROGRAMS = names(
  'PAGER MANPAGER GIT_PAGER BAT_PAGER DELTA_PAGER SYSTEMD_PAGER PSQL_PAGER AWS_PAGER GH_PAGER LESSOPEN LESSCLOSE MANROFFSEQ ' +
    'EDITOR VISUAL GIT_EDITOR GIT_SEQUENCE_EDITOR HGEDITOR SVN_EDITOR FCEDIT KUBE_EDITOR PSQL_EDITOR SYSTEMD_EDITOR SUDO_EDITOR BUNDLER_EDITOR GEM_EDITOR CRONTAB_EDITOR ' +
    'GIT_SSH GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_PROXY_COMMAND GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS RSYNC_RSH CVS_RSH SVN_SSH HGSSH ' +
    'BROWSER GH_BROWSER TAR RSH CC CXX CPP LD AR AS RUSTC RUSTDOC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER ' +
    'HOSTCC MAKE MAKE_SHELL CONFIG_SHELL XARGS_SHELL PYTHON NODE TERMINAL LPDEST DIFFPAGER GZIP_PROGRAM RIPGREP_PRE FZF_COMPLETION PARALLEL_SHELL MANROFFOPT npm_config_editor',
)

/** Options that make a compiler load or start something. */
const COMPILER = /-fplugin|-wrapper|(^|\s)-B|-specs/

/** Variables that pass options; only some options run code. */
const OPTIONS: Record<string, RegExp> = {
  NODE_OPTIONS:
    /(^|\s)(-r\b|--require|--import|--loader|--experimental-loader|--eval|-e\b|--inspect|--env-file|--openssl-config|--diagnostic-dir)/,
  RUBYOPT: /(^|\s)-?[rIeE]/,
  JAVA_TOOL_OPTIONS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError|@|-Xbootclasspath/,
  _JAVA_OPTIONS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError|@|-Xbootclasspath/,
  JDK_JAVA_OPTIONS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError|@|-Xbootclasspath/,
  JAVA_OPTS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError/,
  MAVEN_OPTS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError/,
  GRADLE_OPTS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError/,
  SBT_OPTS: /-javaagent|-agentlib|-agentpath|OnOutOfMemoryError|OnError/,
  GOFLAGS: /-toolexec|-exec\b|-vettool|-modfile|-overlay/,
  RUSTFLAGS: /linker=|-C\s*link-arg|-Zcodegen|plugin/,
  CARGO_ENCODED_RUSTFLAGS: /linker=/,
  ...Object.fromEntries(
    [
      'CFLAGS',
      'CXXFLAGS',
      'CPPFLAGS',
      'OBJCFLAGS',
      'FFLAGS',
      'CGO_CFLAGS',
      'CGO_CXXFLAGS',
      'CGO_CPPFLAGS',
      'KCFLAGS',
    ].map(name => [name, COMPILER]),
  ),
  CGO_LDFLAGS: /-fuse-ld=\/|-plugin|-B/,
  LDFLAGS: /-fuse-ld=\/|-plugin|-B/,
  LESS: /\+!|\+[^+]*!|-k/,
  FZF_DEFAULT_OPTS: /--bind|--preview|execute|become/,
  RSYNC_OPTIONS: /-e|--rsh/,
  GREP_OPTIONS: /-f/,
  ZIPOPT: /-TT|--unzip-command/,
  PYTHONWARNINGS: /antigravity|:.*\..*:/,
  PYTEST_ADDOPTS: /-p\s|--rootdir|-c\s|--confcutdir/,
  PSQLRC: /./,
  PHP_CLI_OPTIONS: /./,
}

/** What setting one environment variable can do. */
export function environmentFinding(name: string, value: string, inv: Invocation, look: Inspector): Finding | null {
  const { product } = look.setting
  if (name.startsWith(`${product.cli.toUpperCase()}_`)) return ownVariable(name, inv, look)
  if (name === 'PATH' || name === 'path' || name === 'fish_user_paths') return searchPath(value, inv, look)
  if (name === 'PYTHONPATH' || name === 'NODE_PATH' || name === 'CLASSPATH' || name === 'GOPATH')
    return modulePath(name, value, inv, look)
  if (
    name === 'SHELL' &&
    isLiteral(value) &&
    !/^(|(\/(usr\/(local\/)?|opt\/homebrew\/)?bin\/)?(ba|z|da|k|fi)?sh)$/.test(value)
  )
    return ask('environment.program', `SHELL makes the program start "${value}".`, 'runs-code')
  if (LOADERS.has(name) || name.startsWith('DYLD_INSERT'))
    return emptyOr(value, ask('environment.loader', `${name} loads foreign code into the program.`, 'runs-code'))
  // What a shell runs before each prompt is shell text.
  if (name === 'PROMPT_COMMAND' && isLiteral(value)) look.script(value, inv.scope.fork(), [...inv.via, name], null)
  if (CODE.has(name) || /^(GIT_CONFIG_(KEY|VALUE)_|BASH_FUNC_)/.test(name)) {
    // A prompt is only text until it holds a substitution.
    if (/^PS[0124]$/.test(name) && isLiteral(value) && !/[$`]/.test(value)) return null
    if (name === 'DOCKER_CONFIG' && !isTemporary(value)) return null
    return emptyOr(value, ask('environment.code', `${name} makes the program run other code first.`, 'runs-code'))
  }
  if (
    PROGRAMS.has(name) ||
    /^(CARGO_TARGET_\w+_(RUNNER|LINKER)|CARGO_BUILD_RUSTC\w*|npm_config_(git|shell))$/.test(name)
  )
    return programVariable(name, value, inv, look)
  const options = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
  if (options && (options.test(value) || isDynamic(value))) {
    return ask('environment.options', `${name} passes options that make the program run other code.`, 'runs-code')
  }
  return null
}

const emptyOr = (value: string, finding: Finding): Finding | null =>
  value === '' || value === '/dev/null' ? null : finding

function ownVariable(name: string, inv: Invocation, look: Inspector): Finding {
  const runsUs = inv.argv.some(word => word.toLowerCase().includes(look.setting.product.cli))
  return runsUs
    ? deny('hard.self', `${name} changes how Gatehouse itself runs.`, 'persistence')
    : ask('environment.own', `${name} is read by Gatehouse.`, 'persistence')
}

function programVariable(name: string, value: string, inv: Invocation, look: Inspector): Finding | null {
  if (value === '') return null
  const text = value.replace(/^\|/, '')
  if (!isLiteral(text))
    return ask(
      'environment.program',
      `${name} names a program that is only known when it runs.`,
      'runs-code',
      'unknown',
    )
  const { verdict, programs } = look.worstOf(text, inv.scope, [...inv.via, name])
  if (verdict === 'allow' && programs.every(program => PLAIN_PROGRAMS.has(program))) return null
  return ask('environment.program', `${name} makes the program start "${text}".`, 'runs-code')
}

/** Folders of tools that people put on their search path. */
const TOOL_FOLDERS =
  /^(\/usr(\/local)?\/s?bin|\/s?bin|\/opt\/\S*bin|\/opt\/homebrew\/\S*|\/snap\/bin|\/usr\/(lib|local)\/\S*bin|\/home\/linuxbrew\/\S*)$/

function searchPath(value: string, inv: Invocation, look: Inspector): Finding | null {
  const { home, workspace } = look.setting
  for (const entry of value.split(':')) {
    if (entry === '' && value === '') continue
    const folder = absolute(entry === '' ? '.' : entry, inv.scope.cwd, home)
    if ((isDynamic(entry) && /bin$/.test(entry)) || TOOL_FOLDERS.test(folder)) continue
    const relative = folder.startsWith(`${home}/`) ? folder.slice(home.length + 1) : folder
    const toolsOfHome =
      /^(\.local\/bin|bin|go\/bin|\.(cargo|deno|bun|volta|rbenv|pyenv|nvm|asdf|yarn|npm-global|poetry|dotnet|krew|fly|pulumi|local\/share|nix-profile|rvm|sdkman|gem|composer|config\/composer)\b.*)$/
    if (!isBelow(folder, workspace) && toolsOfHome.test(relative)) continue
    if (
      isBelow(folder, workspace) &&
      /\/(node_modules\/\.bin|\.?venv\/bin|vendor\/bin|\.bin)$/.test(folder) &&
      entry !== ''
    )
      continue
    return ask(
      'environment.path',
      'It changes where programs are searched, so a harmless name may start another program.',
      'runs-code',
    )
  }
  return null
}

function modulePath(name: string, value: string, inv: Invocation, look: Inspector): Finding | null {
  const folders = value.split(':').filter(entry => entry !== '' && !isDynamic(entry))
  const foreign = folders.some(entry => isTemporary(absolute(entry, inv.scope.cwd, look.setting.home)))
  return foreign
    ? ask('environment.modules', `${name} loads modules from a folder where every program may write.`, 'runs-code')
    : null
}
