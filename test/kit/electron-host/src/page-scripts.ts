import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { Script } from 'node:vm'

/** Name of the world the preload runs in; bindings exist only there. */
export const preloadWorld = 'electron-host preload'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The files are written as modules, for the type checker; here their text is joined in one scope. */
function plain(path: string): string {
  return stripTypeScriptTypes(read(path))
    .replace(/^import [^;]*? from '[^']+'$/gm, '')
    .replace(/^export /gm, '')
}

/** What a page script needs to know about its window. */
export interface PageSetUp {
  /** Known to the two worlds of one page and to nobody else. */
  secret: string
  /** Name of the function through which the preload's world reaches the main process. */
  binding: string
  /** Text of the preload, if there is one. */
  preload: string | undefined
  process: object
}

// Frames inside the page run these scripts too, and must get nothing.
const guard = 'if (window.parent !== window) return;'

/** Source for the page's own world. */
export function mainWorldSource({ secret }: PageSetUp): string {
  return `(() => { ${guard}
${plain('../page/bridge.ts')}
${plain('../page/main-world.ts')}
mainWorld(makeBridge(${JSON.stringify(secret)}, 'main', 'isolated')) })()`
}

/** Source for the preload's world; `globalThis.electronHostDeliver` takes messages from the main process. */
export function isolatedWorldSource({ secret, binding, preload, process }: PageSetUp): string {
  const names = 'require, module, exports, process'
  const body = preload === undefined ? 'undefined' : `function (${names}) { const global = globalThis;\n${preload}\n}`
  return `(() => { ${guard}
${plain('./codec.ts')}
${plain('../page/bridge.ts')}
${plain('../page/isolated-world.ts')}
const codec = makeCodec({ encode: bytes => bytes.toBase64(), decode: text => Uint8Array.fromBase64(text) })
const post = globalThis[${JSON.stringify(binding)}]
const bridge = makeBridge(${JSON.stringify(secret)}, 'isolated', 'main')
globalThis.electronHostDeliver = isolatedWorld({ bridge, codec, post, process: ${JSON.stringify(process)} }, ${body}) })()`
}

/** Reads a preload; one that does not parse (an ES module, say) would otherwise vanish without a word. */
export function readPreload(path: string): string {
  const source = readFileSync(path, 'utf8')
  new Script(`(function (require, module, exports, process) {\n${source}\n})`, { filename: path })
  return source
}
