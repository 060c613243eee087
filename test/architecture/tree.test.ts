/** What must be true of every file of the checkout, whoever wrote it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../run/job.ts'

const TOP_LEVEL = [
  '.ci',
  '.dependency-cruiser.cjs',
  '.gitignore',
  '.npmrc',
  '.oxlintrc.json',
  'LICENSE',
  'README.md',
  'biome.json',
  'docs',
  'electron.vite.config.ts',
  'knip.json',
  'package-lock.json',
  'package.json',
  'resources',
  'src-main',
  'src-preload',
  'src-renderer',
  'stryker.config.json',
  'test',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.pure.json',
  'tsconfig.web.json',
  'vitest.config.ts',
]

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter(path => path !== '' && existsSync(join(ROOT, path)))

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const CODE = /^(src-[^/]+|test|resources)\/.*\.(ts|tsx|mjs|cjs)$/
const code = files.filter(path => CODE.test(path))

describe('the tree', () => {
  it('has no new name at its top', () => {
    expect(files.map(path => path.split('/')[0]).filter(name => !TOP_LEVEL.includes(name ?? ''))).toEqual([])
  })

  it('names its files in kebab-case, and for what they are', () => {
    const shapeless =
      /^(.*-)?(utils?|helpers?|managers?|services?|types?|index|common|misc|shared|stuff)\.(ts|tsx|mjs)$/
    const bad = code.filter(
      path =>
        shapeless.test(basename(path)) || !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.[a-z]+$/.test(basename(path)),
    )
    expect(bad, 'name the noun or the verb: settle.ts, plan-container.ts').toEqual([])
  })

  it('says nothing past the redactor: only the log, the terminal and two places before there is a log write out', () => {
    const allowed = [
      'src-main/app/run-app.ts', // the start failed; through the redactor without a vault
      'src-main/cli/commands/judging.ts', // a word about the arguments that the person typed
      'src-main/cli/terminal.ts', // the person's own terminal
      'src-main/incident/node/watchdog-process.ts', // its word to the Keeper that it is ready
      'src-main/kit/node/logger.ts', // why the log file itself cannot be written
    ]
    const speaks = /process\.std(?:out|err)\.write|\bconsole\.\w+\(/
    // What the gateway prints is read by the Keeper, redacted, and put into the gateway's log.
    const found = code.filter(
      path => /^src-(main|preload|renderer)\/(?!gateway\/)/.test(path) && speaks.test(text(path)),
    )
    expect(found.filter(path => !allowed.includes(path))).toEqual([])
  })

  it('has no file of more than 400 lines', () => {
    const long = code.map(path => ({ path, lines: text(path).split('\n').length })).filter(({ lines }) => lines > 400)
    expect(long, 'is it two rooms? Split it where one half does not need to know the other').toEqual([])
  })

  it('gives each room only the folders that say what it may touch', () => {
    const rooms = code.filter(path => /^src-main\/(?!contract|gateway|keeper|app|cli)[^/]+\//.test(path))
    expect(
      rooms.filter(path => !/^src-main\/[^/]+\/(core|node|electron)\//.test(path)),
      'put it into core/, node/ or electron/',
    ).toEqual([])
  })

  it('says in each room, on one screen, what it is for', () => {
    const rooms = readdirSync(join(ROOT, 'src-main'), { withFileTypes: true }).filter(entry => entry.isDirectory())
    const lengths = rooms.map(({ name }) => ({ name, lines: linesOf(`src-main/${name}/README.md`) }))
    const bad = lengths.filter(({ lines }) => lines === null || lines > 60)
    expect(
      bad,
      'src-main/<room>/README.md: what it answers, owns, may import, its invariants with their tests; 60 lines at most',
    ).toEqual([])
  })

  function linesOf(path: string): number | null {
    return existsSync(join(ROOT, path)) ? text(path).trimEnd().split('\n').length : null
  }
})

describe('what is written down', () => {
  // Put together from pieces, so that this file does not name what it forbids.
  const MACHINE = new RegExp(
    [
      ['/work', '/(main|wt|shared|brief|\\.)'],
      ['shared', '/(research|design|features|corpora)'],
      ['\\.\\./', 'shared/'],
      ['registry', '\\.npmjs\\.'],
      ['deb', '\\.debian\\.org'],
      ['snapshot', '\\.debian'],
      ['nodesource', '\\.com'],
    ]
      .map(pieces => pieces.join(''))
      .join('|'),
  )

  it('names no machine, no place outside the checkout and no registry', () => {
    // The corpora hold commands and texts as people send them; addresses in them are data.
    const checked = files.filter(
      path =>
        !path.startsWith('test/corpora/') && /\.(ts|tsx|mjs|cjs|md|json|ya?ml|css|html|sh|c|grit)$|^\.ci\//.test(path),
    )
    const found = checked.flatMap(path => {
      const lines = text(path)
        .split('\n')
        .map((line, at) => ({ where: `${path}:${at + 1}`, line }))
      return lines
        .filter(({ line }) => MACHINE.test(line))
        .map(({ where, line }) => `${where}: ${line.trim().slice(0, 100)}`)
    })
    expect(found).toEqual([])
  })

  it('turns no check off without saying why', () => {
    const off =
      /(biome-ignore|oxlint-disable|eslint-disable|@ts-expect-error)(?!.*(: .{10,}| -- .{10,}))|@ts-(ignore|nocheck)/
    const found = code.flatMap(path =>
      text(path)
        .split('\n')
        .flatMap((line, at) =>
          off.test(line) && !path.endsWith('tree.test.ts') ? [`${path}:${at + 1}: ${line.trim()}`] : [],
        ),
    )
    expect(found, 'write the reason behind it').toEqual([])
  })

  it('lets only one file speak to the page through Electron', () => {
    const speakers = code.filter(path => path.startsWith('src-main/') && /\bipcMain\.(handle|on)\b/.test(text(path)))
    expect(speakers.length, `one transport, one place that checks the sender: ${speakers}`).toBeLessThanOrEqual(1)
  })
})

describe('the lockfile', () => {
  const lock: { packages: Record<string, { version?: string; resolved?: string; hasInstallScript?: boolean }> } =
    JSON.parse(text('package-lock.json'))
  const manifest: {
    allowScripts: Record<string, boolean>
    dependencies: object
    devDependencies: object
    optionalDependencies: object
  } = JSON.parse(text('package.json'))

  it('has a version for every package, and names no host', () => {
    const entries = Object.entries(lock.packages)
    const bad = entries
      .filter(([, entry]) => entry.version === undefined || entry.resolved !== undefined)
      .map(([path]) => path)
    expect(bad, 'npm ci refuses an entry without a version; a host would bind users to one registry').toEqual([])
  })

  it('decides about every install script, and about none that is not there', () => {
    const scripts = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1) ?? '')
    expect(Object.keys(manifest.allowScripts).sort(), '"allowScripts" in package.json').toEqual(
      [...new Set(scripts)].sort(),
    )
  })

  it('pins every direct dependency to one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    const loose = Object.entries(all).filter(
      ([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })
})
