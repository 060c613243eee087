import type { Call, Rule } from '../call.ts'
import { guess } from '../code/vim-commands.ts'
import { ask, type Stream } from '../inspector.ts'
import { hasOption, names, optionValue } from '../options.ts'
import { isTemporary } from '../paths.ts'
import { environmentFinding } from '../tables/environment-variables.ts'
import { writeFinding } from '../tables/files.ts'
import { judgeCode } from './interpret.ts'

const STARTS = ask('code.option', 'An option makes it start another program.', 'runs-code')
const INLINE = ask('code.inline', 'It runs code that is given on the command line.', 'runs-code')

/** A line of a recipe: behind a tab, or behind the semicolon of its rule. */
const RECIPE = /^(?:\t|[^#\n:]+:[^\n;=]*;)[ \t]*[@+-]*(.+)$/gm

/** `make`: targets are silent; recipes on the command line and another shell are not. */
function runMake(call: Call): undefined {
  const parsed = call.parse({
    values: names('C f I j l o W E directory file makefile include-dir eval old-file assume-old jobs shuffle'),
  })
  const text = optionValue(parsed, 'eval', 'E')
  if (text != null) {
    call.say(INLINE)
    for (const [, recipe = ''] of text.matchAll(RECIPE)) guess(recipe, call)
    for (const match of text.matchAll(/\$\(shell ([^)]*)\)/g)) call.shell(match[1] ?? '', 'make --eval')
  }
  for (const word of parsed.operands) {
    const shell = /^(SHELL|\.SHELLFLAGS|MAKESHELL)=(.*)$/s.exec(word)
    if (shell && !/^(\/usr)?(\/bin\/)?(ba|da|z)?sh$/.test(shell[2] ?? '')) {
      call.say(STARTS)
      if (shell[1] !== '.SHELLFLAGS') guess(`${shell[2]} -c :`, call)
    }
    if (/=.*\$\((shell|eval)\b/s.test(word)) call.say(STARTS)
    // A variable of make is a variable for what its recipes start: `make CC=…` is `CC=… make -e`.
    const [, name, value] = /^(\w+)[:?+]?=(.*)$/s.exec(word) ?? []
    if (name !== undefined && value !== undefined && name !== 'SHELL')
      call.say(environmentFinding(name, value, call.inv, call.look))
  }
  const file = optionValue(parsed, 'f', 'file', 'makefile')
  if (file === '-' || file === '/dev/stdin') {
    call.say(ask('code.from-input', 'It runs recipes from text that is not in a file.', 'runs-code'))
    for (const [, recipe = ''] of (call.inv.input?.text ?? '').matchAll(RECIPE)) guess(recipe, call)
  }
}

function runCmake(call: Call): Stream | undefined {
  const { args } = call
  const script = args[args.indexOf('-P') + 1]
  if (args.includes('-P') && script !== undefined && isTemporary(call.path(script)))
    call.say(ask('code.temporary-file', 'It runs a file from a folder where every program may write.', 'runs-code'))
  if (args[0] === '-E') {
    const [, verb = '', ...rest] = args
    if (verb === 'env' || verb === 'time' || verb === 'chdir')
      return call.inner(verb === 'chdir' ? rest.slice(1) : rest.filter((word, i) => i > 0 || !word.includes('=')))
    if (/^(rm|remove|remove_directory)$/.test(verb))
      return call.inner(['rm', ...(verb === 'remove_directory' ? ['-r'] : []), ...rest])
    if (/^(copy|copy_directory|copy_if_different|rename|create_symlink|touch|make_directory)$/.test(verb))
      for (const target of rest.slice(-1)) call.say(writeFinding(call.path(target), call.look.setting))
  }
  return undefined
}

/** Compilers load code only through few options. */
function runCompiler(call: Call): undefined {
  for (const [i, arg] of call.args.entries()) {
    if (
      /^-(wrapper|fplugin|fpass-plugin|fplugin=.*|fpass-plugin=.*|specs=.*|load|fuse-ld=\/.*)$/.test(arg) ||
      /^-B./.test(arg) ||
      arg === '-B' ||
      /^-Wl,.*-plugin/.test(arg) ||
      /^@\/tmp/.test(arg)
    )
      call.say(STARTS)
    if (arg === '-o') call.say(writeFinding(call.path(call.args[i + 1] ?? ''), call.look.setting))
  }
}

/** `rustc -C linker=…` starts the linker it names. */
function runRustc(call: Call): undefined {
  const line = call.args.join(' ')
  if (
    /(-C|--codegen)\s*=?\s*linker=(?!(lld|rust-lld|cc|gcc|clang|mold|ld|link)\b)|-Z\s*codegen-backend|(-Z|--extern)\S*\.so\b/.test(
      line,
    )
  )
    call.say(STARTS)
}

/** Verbs of frameworks that empty or drop a database. */
const WIPES =
  /^(flush|reset_db|sqlflush-|drop_test_database|migrate:(fresh|reset|refresh|rollback)|db:(wipe|drop|reset|migrate:undo:all|truncate)|schema:drop|ecto\.(drop|reset|rollback)|migrate:undo:all|doctrine:(database:drop|schema:drop))$/

function wipes(call: Call, verb: string | undefined): void {
  if (verb !== undefined && WIPES.test(verb))
    call.say(ask('destroys.database', 'It deletes data or tables of a database.', 'destroys'))
}

const firstWipes: Rule = call => wipes(call, call.args[0])

/** `php artisan …` and `php bin/console …` are programs of their own. */
const runPhp: Rule = call => {
  if (/(^|\/)(artisan|console|cake|spark)$/.test(call.args[0] ?? '')) wipes(call, call.args[1])
}

/** `plutil` that changes a file instead of showing it. */
const runPlutil: Rule = call => {
  const target = call.args.at(-1)
  if (
    target !== undefined &&
    call.args.some(arg => /^-(replace|insert|remove|convert|create)$/.test(arg)) &&
    !call.args.includes('-o')
  )
    call.say(writeFinding(call.path(target), call.look.setting))
}

/** `python -m MODULE`: some modules are other programs. */
function runPythonModule(call: Call): Stream | undefined {
  if (/(^|\/)manage\.py$/.test(call.args[0] ?? '')) wipes(call, call.args[1])
  const parsed = call.parse({ values: names('c m W X Q'), stops: true })
  const module = parsed.options.find(option => option.name === 'm')?.value
  if (module == null) return undefined
  // The interpreter stops reading options at the module; the rest belongs to it.
  const at = call.args.findIndex((arg, i) => arg === module && /^-[A-Za-z]*m$/.test(call.args[i - 1] ?? '')) + 1
  const glued = call.args.findIndex(arg => /^-[A-Za-z]*m./.test(arg)) + 1
  const rest = call.args.slice(at > 0 ? at : glued)
  if (module === 'timeit')
    for (const text of rest.filter(word => !word.startsWith('-'))) judgeCode(call, 'python', text)
  else if (/^(code|pdb|IPython)$/.test(module) && call.inv.input)
    call.say(ask('code.from-input', 'An interpreter runs whatever text it is given.', 'runs-code'))
  else if (module === 'pdb' && rest.includes('-c')) call.say(INLINE)
  else if (
    /^(cProfile|profile|trace|pdb|coverage|debugpy|viztracer|scalene|memory_profiler|kernprof|runpy)$/.test(module)
  ) {
    const script = rest.find(word => !word.startsWith('-') && /\.py$/.test(word))
    if (script !== undefined) return call.inner(['python3', script])
  } else if (module === 'http.server') {
    if (rest.includes('--cgi')) call.say(STARTS)
  } else if (module === 'ensurepip') call.say(ask('system.global-install', 'It installs packages.', 'persistence'))
  else if (PROGRAM_MODULES.has(module)) return call.inner([module, ...rest], {}, 'python -m')
  return undefined
}

const PROGRAM_MODULES = names('pip pipx uv ansible conda poetry hatch twine virtualenv-clone keyring sh plumbum')

/** `manage.py shell -c`, `flask shell`, `rails runner`, `artisan tinker --execute`. */
function inlineByVerb(verbs: string, options: string): Rule {
  return call => {
    const parsed = call.parse({ values: names(options) })
    if (
      parsed.operands.some(word => names(verbs).has(word)) &&
      parsed.options.some(option => names(options).has(option.name))
    )
      call.say(INLINE)
    return undefined
  }
}

function runRails(call: Call): undefined {
  const [verb, text] = call.args.filter(arg => !arg.startsWith('-'))
  if ((verb === 'runner' || verb === 'r') && text !== undefined && !/\.rb$/.test(text)) judgeCode(call, 'ruby', text)
  if (call.args.some(arg => /^db:(drop|reset|migrate:reset|truncate_all|purge|schema:load)$/.test(arg)))
    call.say(ask('destroys.database', 'It deletes data or tables of a database.', 'destroys'))
}

function runMaven(call: Call): undefined {
  if (
    call.args.some(
      arg =>
        /^(exec:exec|org\.codehaus\.mojo:exec.*:exec|antrun:run)$/.test(arg) || /^-D(exec\.executable|jvm)=/.test(arg),
    )
  )
    call.say(STARTS)
  if (call.args.some(arg => /^(deploy|release:perform|nexus-staging:release)$/.test(arg)))
    call.say(ask('network.publish', 'It publishes to other people.', 'network'))
}

function runGradle(call: Call): undefined {
  const parsed = call.parse({ values: names('I init-script p b x g project-dir build-file') })
  if (hasOption(parsed, 'I', 'init-script')) call.say(STARTS)
  if (call.args.some(arg => /^(publish|publishPlugins|uploadArchives)$/.test(arg)))
    call.say(ask('network.publish', 'It publishes to other people.', 'network'))
}

function runJust(call: Call): Stream | undefined {
  const parsed = call.parse({
    values: names('f justfile d working-directory shell shell-arg c command set dotenv-path'),
    stops: true,
  })
  if (parsed.options.some(option => option.name === 'shell')) call.say(STARTS)
  const command = optionValue(parsed, 'c', 'command')
  if (command != null) return call.inner([command, ...parsed.operands])
  return undefined
}

/** `yq -i` rewrites the files it is given. */
const runYq: Rule = call => {
  const parsed = call.parse({ values: names('o p e I expression output-format input-format split-exp') })
  if (!hasOption(parsed, 'i', 'inplace', 'in-place')) return
  for (const file of parsed.operands.slice(1)) call.say(writeFinding(call.path(file), call.look.setting))
}

/** Rules of build tools, compilers and test runners. */
export const TOOLCHAIN_RULES: Readonly<Record<string, Rule>> = {
  make: runMake,
  gmake: runMake,
  bmake: runMake,
  remake: runMake,
  cmake: runCmake,
  gcc: runCompiler,
  'g++': runCompiler,
  cc: runCompiler,
  'c++': runCompiler,
  clang: runCompiler,
  'clang++': runCompiler,
  gfortran: runCompiler,
  rustc: runRustc,
  php: runPhp,
  artisan: firstWipes,
  'manage.py': firstWipes,
  sequelize: firstWipes,
  'sequelize-cli': firstWipes,
  typeorm: firstWipes,
  mix: firstWipes,
  plutil: runPlutil,
  python: runPythonModule,
  python3: runPythonModule,
  python2: runPythonModule,
  pypy: runPythonModule,
  pypy3: runPythonModule,
  py: runPythonModule,
  django_admin: inlineByVerb('shell', 'c command'),
  rails: runRails,
  mvn: runMaven,
  mvnw: runMaven,
  gradle: runGradle,
  gradlew: runGradle,
  just: runJust,
  yq: runYq,
}
