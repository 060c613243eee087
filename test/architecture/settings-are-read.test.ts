/** A setting that nothing reads is a lie: it looks like a wall, or a promise, and is neither. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, it } from 'vitest'
import { ROOT } from '../run/job.ts'

const SCHEMA = join(ROOT, 'src-main/contract/model/config.ts')

/** What describes, checks or compares settings without obeying them. */
const NOT_READERS = /^src-main\/(?:contract|config)\//

/** Settings that are obeyed in a way that types cannot show, each with the file and the words that do it. */
const readOtherwise: Readonly<Record<string, readonly [file: string, words: string]>> = {
  // The only version there is: the schema itself refuses any other.
  version: ['src-main/contract/model/config.ts', 'version: z.literal(1)'],
  // Handed on as a whole, to a room that has its own name for the same thing.
  'redaction.patterns.*.name': ['src-main/keeper/redaction.ts', 'use({ patterns: patterns.filter('],
}

type Setting = { readonly path: string; readonly declared: readonly string[] }

let settings: Setting[]
let read: Set<string>
beforeAll(() => {
  const program = programFrom(SCHEMA)
  settings = settingsOf(program)
  read = readIn(program, new Set(settings.map(({ path }) => path.split('.').at(-1) ?? '')))
}, 60_000)

const readers = (unread: readonly Setting[]): string[] =>
  unread.filter(({ declared }) => !declared.some(place => read.has(place))).map(({ path }) => path)

it('reads every setting of the schema somewhere outside of it', () => {
  expect(settings.length).toBeGreaterThan(60)
  expect(readers(settings).filter(path => !Object.hasOwn(readOtherwise, path))).toEqual([])
})

it('has no excuse for a setting that needs none, and none that is not true', () => {
  const unread = readers(settings)
  for (const [path, [file, words]] of Object.entries(readOtherwise)) {
    expect(unread).toContain(path)
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(words)
  }
})

/** The rooms as the compiler sees them, without the packages that settings never pass through: that is most of the time. */
function programFrom(schema: string): ts.Program {
  const file = join(ROOT, 'tsconfig.json')
  const { config } = ts.readConfigFile(file, path => ts.sys.readFile(path))
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const rooms = fileNames.filter(name => name.startsWith(join(ROOT, 'src-main')))
  expect(rooms).toContain(schema)
  const alone = { ...options, noEmit: true, types: [] }
  const host = ts.createCompilerHost(alone)
  host.resolveModuleNameLiterals = (names, from, _redirected, settings) =>
    names.map(({ text }) =>
      /^\.|^zod$/.test(text) || from.includes('node_modules')
        ? ts.resolveModuleName(text, from, settings, host)
        : { resolvedModule: undefined },
    )
  return ts.createProgram(rooms, alone, host)
}

/** Every leaf of the type `Config`, with the places in the contract that declare it. */
function settingsOf(program: ts.Program): Setting[] {
  const checker = program.getTypeChecker()
  const alias = program
    .getSourceFile(SCHEMA)
    ?.statements.find(one => ts.isTypeAliasDeclaration(one) && one.name.text === 'Config')
  if (!alias) throw new Error('There is no type Config.')
  const walk = (type: ts.Type, path: string, declared: readonly string[]): Setting[] => {
    const whole = checker.getNonNullableType(type)
    const inner = (whole.isUnion() ? whole.types : [whole]).flatMap((part): Setting[] => {
      if ((part.flags & ts.TypeFlags.Object) === 0) return []
      const element = checker.isArrayType(part) ? checker.getTypeArguments(part as ts.TypeReference)[0] : undefined
      if (element || checker.isArrayType(part)) return element ? walk(element, `${path}.*`, []) : []
      const open = checker.getIndexInfoOfType(part, ts.IndexKind.String)
      // A map whose keys are words of a list has no declaration for each: what reads the map reads them.
      const named = part.getProperties().flatMap(property => {
        const places = placesOf(property)
        const type = checker.getTypeOfSymbol(property)
        return places.length > 0 ? walk(type, `${path}.${property.name}`, places) : walk(type, `${path}.*`, [])
      })
      return [...(open ? walk(open.type, `${path}.*`, []) : []), ...named]
    })
    // A list or map of plain values is a leaf itself.
    return inner.length > 0 || declared.length === 0 ? inner : [{ path: path.slice(1), declared }]
  }
  return walk(checker.getTypeAtLocation(alias), '', [])
}

/** The declarations in the contract that some code outside it takes a value from. */
function readIn(program: ts.Program, names: ReadonlySet<string>): Set<string> {
  const checker = program.getTypeChecker()
  const found = new Set<string>()
  const note = (symbol: ts.Symbol | undefined): void => {
    for (const place of symbol ? placesOf(symbol) : []) found.add(place)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      if (names.has(node.name.text)) note(checker.getSymbolAtLocation(node.name))
    } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name
      if (ts.isIdentifier(name) && names.has(name.text))
        note(checker.getTypeAtLocation(node.parent).getProperty(name.text))
    }
    ts.forEachChild(node, visit)
  }
  for (const source of program.getSourceFiles()) {
    const path = source.fileName.slice(ROOT.length + 1)
    if (path.startsWith('src-main/') && !NOT_READERS.test(path)) visit(source)
  }
  return found
}

function placesOf(symbol: ts.Symbol): string[] {
  return (symbol.declarations ?? []).flatMap(one => {
    const path = one.getSourceFile().fileName.slice(ROOT.length + 1)
    return path.startsWith('src-main/contract/') ? [`${path}:${one.pos}`] : []
  })
}
