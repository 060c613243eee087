// Who may import whom. Each rule says why it exists; the whole picture is in README.md, the rooms in src-main/*/README.md.
// test/architecture/import-rules.test.ts seeds one violation of each rule and sees it caught.

/** The places that wire rooms together or are started by somebody; every other folder of src-main is a room. */
const ENTRIES = 'gateway|app|cli'
const KEYCHAIN = '(^|/)node_modules/(keytar|@napi-rs/keyring)/|^keytar$'
const DOCKER = '(^|/)node_modules/(dockerode|docker-modem)/|^dockerode$'
const ELECTRON = '(^|/)node_modules/(electron|electron-store)/|^electron$'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one thing or three. Move what both need into a file of its own.',
      {},
      { circular: true },
    ),
    rule(
      'contract-imports-zod-only',
      'The contract is what every process agrees on, also the page; whatever it imports, they all carry. Move the import to the side that needs it.',
      { path: '^src-main/contract/' },
      { pathNot: '^src-main/contract/|(^|/)node_modules/zod/' },
    ),
    rule(
      'core-is-pure',
      'A core decides and never acts, so that a table of cases can prove it: contract, other cores and pure parsers (zod, unbash, re2js) only. Take the effect as an argument, or do it in node/.',
      { path: '^src-main/[^/]+/core/' },
      { pathNot: '^src-main/contract/|^src-main/[^/]+/core/|(^|/)node_modules/(zod|unbash|re2js)/' },
    ),
    rule(
      'rooms-meet-in-core',
      "A room may use another room's core, never its effects: each state has one owner. Take a port as an argument; keeper/ wires it.",
      { path: `^src-main/(?!keeper/|(?:${ENTRIES})/)([^/]+)/` },
      { path: '^src-main/[^/]+/(node|electron)/', pathNot: '^src-main/($1|kit)/' },
    ),
    rule(
      'policy-stands-on-the-contract',
      'Every room asks the policy; if it asked one of them back, its verdict would hang on what that room does. What it must know of them stands in the contract.',
      { path: '^src-main/policy/' },
      { path: '^src-main/', pathNot: '^src-main/(policy|contract|kit)/' },
    ),
    rule(
      'gateway-has-no-hands',
      'The agent process acts through its one door to the Keeper. It may use cores and kit/node, and no effects of any room.',
      { path: '^src-main/gateway/' },
      { path: '^src-main/[^/]+/(node|electron)/', pathNot: '^src-main/(gateway|kit)/' },
    ),
    rule(
      'kit-knows-no-room',
      'kit/ is what any project could use. What knows a room belongs into that room.',
      { path: '^src-main/kit/' },
      { path: '^src-main/(?!kit/|contract/)' },
    ),
    rule(
      'nobody-imports-an-entry',
      'An entry starts things. What others need from it belongs into a room.',
      { path: '^src-main/([^/]+)/' },
      { path: `^src-main/(${ENTRIES})/`, pathNot: '^src-main/$1/' },
    ),
    rule(
      'only-app-and-cli-host-the-keeper',
      'The Keeper holds every room. Whoever imports it has all of them, so only the two hosts do.',
      { path: '^src-', pathNot: '^src-main/(keeper|app|cli)/' },
      { path: '^src-main/keeper/' },
    ),
    rule(
      'gateway-cannot-reach-the-key',
      'The agent process talks to strangers and must never be able to load the keychain, also not through others. Cut the chain shown.',
      { path: '^src-main/gateway/' },
      { path: KEYCHAIN, reachable: true },
    ),
    rule(
      'gateway-cannot-reach-docker',
      'Whoever holds the Docker socket is root. The agent process must not, also not through others. Cut the chain shown.',
      { path: '^src-main/gateway/' },
      { path: DOCKER, reachable: true },
    ),
    rule(
      'one-door-to-the-keychain',
      'keytar hangs and crashes in known ways and is archived: everything about it stays in vault/node, to be replaced in one place.',
      { path: '^src-', pathNot: '^src-main/vault/node/' },
      { path: KEYCHAIN },
    ),
    rule(
      'one-door-to-docker',
      'Containers have one owner. Others take a port from sandbox/.',
      { path: '^src-', pathNot: '^src-main/sandbox/node/' },
      { path: DOCKER },
    ),
    rule(
      'electron-stays-in-the-shell',
      "The same rooms run headless. Electron is for app/, a room's electron/ folder and the preload; elsewhere take a port.",
      { path: '^src-', pathNot: '^src-main/app/|^src-main/[^/]+/electron/|^src-preload/' },
      { path: ELECTRON },
    ),
    rule(
      'page-sees-the-contract-only',
      'The page shows what strangers and models wrote. It reaches the Keeper through calls and by no import.',
      { path: '^src-renderer/' },
      { path: '^src-main/(?!contract/)|^src-preload/' },
    ),
    rule(
      'preload-sees-the-contract-only',
      'The preload runs beside the page and holds no list and no logic: one call channel, one event channel.',
      { path: '^src-preload/' },
      { path: '^src-main/(?!contract/)|^src-renderer/' },
    ),
    rule(
      'main-never-imports-the-page',
      'The Keeper serves the page as files. Share data through the contract.',
      { path: '^src-main/' },
      { path: '^src-(renderer|preload)/' },
    ),
    rule(
      'no-node-in-the-page',
      'Page and preload run in a sandbox without Node: such an import fails when it is loaded.',
      { path: '^src-(renderer|preload)/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'no-tests-in-the-product',
      'What the product needs is not a test helper.',
      { path: '^src-' },
      { path: '^test/' },
    ),
    rule(
      'main-ships-what-it-imports',
      'A devDependency imported by the main process is bundled unseen or missing when installed. Move it to "dependencies" (types may stay).',
      { path: '^src-main/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: `${ELECTRON}|node_modules/@types/` },
    ),
    rule(
      'no-barrels',
      'An index file hides where things come from and makes cycles. Import the file itself.',
      {},
      { path: '^src-.*/index\\.[cm]?[jt]sx?$' },
    ),
    rule(
      'nothing-unresolved',
      'The import leads nowhere. Write the path with its extension (.ts), or add the package to package.json.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
    progress: { type: 'none' },
  },
}
