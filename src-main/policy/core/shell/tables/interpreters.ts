/** Where code enters an interpreter. */
export interface Interpreter {
  language: Language
  /** Options that take a value. */
  values: string
  /** Short options whose value is only ever glued to them. */
  glued?: string
  /** Options whose value is code. */
  code: string
  /** Flags with which the first operand is code, unless another option brought some: `node -p 1+1`. */
  prints?: string
  /** Flags with which it only checks the grammar of the program. */
  checks?: string
  /** Options whose value is a file that is run. */
  file?: string
  /** Options whose value is a module or file that is loaded first. */
  preload?: string
  /** Verb whose next operand is code. */
  verb?: string
  oneDash?: boolean
  /** Standard input is code when no script is named. */
  stdin?: boolean
  /** Its options count behind operands, too. */
  anywhere?: boolean
}

/** Languages whose inline code can be looked into; `other` always asks. */
export type Language = 'python' | 'javascript' | 'perl' | 'ruby' | 'php' | 'lua' | 'r' | 'julia' | 'other'

const python: Interpreter = { language: 'python', values: 'c m W X Q check-hash-based-pycs', code: 'c', stdin: true }
const javascript: Interpreter = {
  language: 'javascript',
  values:
    'e eval r require import loader experimental-loader C conditions env-file input-type max-old-space-size stack-trace-limit inspect-port test-reporter test-name-pattern watch-path title experimental-config-file',
  code: 'e eval',
  checks: 'check c',
  prints: 'p print',
  preload: 'r require import loader experimental-loader',
  stdin: true,
}
const perl: Interpreter = {
  language: 'perl',
  values: 'e E I M m',
  glued: 'i l 0 C D x F',
  code: 'e E',
  preload: '',
  stdin: true,
}
const ruby: Interpreter = {
  checks: 'c',
  language: 'ruby',
  values: 'e r I C E encoding',
  glued: 'i 0 K T x W F',
  code: 'e',
  preload: 'r',
  stdin: true,
}
const lua: Interpreter = { language: 'lua', values: 'e l', code: 'e', preload: 'l', stdin: true }
const other = (values: string, code: string, more: Partial<Interpreter> = {}): Interpreter => ({
  language: 'other',
  values,
  code,
  ...more,
})

/** Every interpreter that is not a shell, by the name of its program. */
export const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  python,
  python2: python,
  python3: python,
  pypy: python,
  pypy3: python,
  py: python,
  ipython: python,
  ipython3: python,
  bpython: python,
  micropython: python,
  hy: other('c m', 'c', { stdin: true }),
  xonsh: other('c', 'c', { stdin: true }),
  node: javascript,
  nodejs: javascript,
  'ts-node': javascript,
  tsx: javascript,
  'babel-node': javascript,
  esno: javascript,
  jiti: javascript,
  'ts-node-esm': javascript,
  vite: { ...javascript, code: '', stdin: false },
  'vite-node': { ...javascript, code: '' },
  perl,
  perl5: perl,
  raku: { ...perl, language: 'other' },
  perl6: { ...perl, language: 'other' },
  ruby,
  irb: ruby,
  jruby: ruby,
  truffleruby: ruby,
  pry: ruby,
  macruby: ruby,
  php: { language: 'php', checks: 'l', values: 'r B R E F f d c S t z', code: 'r B R E', file: 'f F', stdin: true },
  lua,
  luajit: lua,
  lua5: lua,
  texlua: lua,
  r: { language: 'r', values: 'e f file g', code: 'e', file: 'f file', stdin: true },
  rscript: { language: 'r', values: 'e', code: 'e' },
  littler: { language: 'r', values: 'e l', code: 'e' },
  julia: {
    language: 'julia',
    values: 'e E L p t J C H eval print load project threads',
    code: 'e E eval print',
    preload: 'L load',
    stdin: true,
  },
  osascript: other('e l s', 'e', { stdin: true }),
  tclsh: other('encoding', '', { stdin: true }),
  wish: other('', '', { stdin: true }),
  expect: other('c f', 'c', { file: 'f', stdin: true }),
  guile: other('c e l L', 'c e', { preload: 'l', stdin: true }),
  racket: other('e f t l p r u k', 'e', { file: 'f t r', stdin: true }),
  sbcl: other('eval load script', 'eval', { file: 'load script', stdin: true }),
  clisp: other('x i', 'x', { stdin: true }),
  ecl: other('eval load shell', 'eval', { file: 'load shell', stdin: true }),
  gforth: other('e', 'e', { stdin: true }),
  ghc: other('e o', 'e'),
  ghci: other('e', 'e', { stdin: true }),
  runghc: other('', '', { stdin: true }),
  runhaskell: other('', '', { stdin: true }),
  ocaml: other('e I', 'e', { stdin: true }),
  utop: other('', '', { stdin: true }),
  swift: other('e', 'e', { stdin: true }),
  scala: other('e execute', 'e execute', { stdin: true }),
  kotlin: other('e', 'e'),
  groovy: other('e', 'e', { stdin: true }),
  groovysh: other('e', 'e', { stdin: true }),
  jshell: other('', '', { stdin: true }),
  jrunscript: other('e f l', 'e', { file: 'f', stdin: true }),
  elixir: other('e eval r S pa', 'e eval', { file: 'r' }),
  iex: other('e eval S', 'e eval', { stdin: true }),
  erl: other('eval s run pa', 'eval s run', { oneDash: true, stdin: true }),
  octave: other('eval', 'eval', { stdin: true }),
  'octave-cli': other('eval', 'eval', { stdin: true }),
  matlab: other('r batch', 'r batch', { oneDash: true }),
  gnuplot: other('e', 'e', { stdin: true }),
  bpftrace: other('e p c f o', 'e', {}),
  sage: other('c', 'c', { stdin: true }),
  maxima: other('batch-string r', 'batch-string r', { stdin: true }),
  gp: other('', '', { stdin: true }),
  crystal: other('', '', { verb: 'eval' }),
  deno: { language: 'javascript', values: 'c config import-map reload', code: '', verb: 'eval' },
  bun: {
    language: 'javascript',
    values: 'e r eval preload cwd',
    code: 'e eval',
    prints: 'p print',
    preload: 'r preload',
  },
  clojure: other('e M X', 'e'),
  clj: other('e M X', 'e'),
  bb: other('e f', 'e', { file: 'f', stdin: true }),
  coffee: other('e', 'e', { stdin: true }),
  fennel: other('e', 'e', { stdin: true }),
  janet: other('e l', 'e', { stdin: true }),
  nim: other('eval', 'eval'),
  newlisp: other('e', 'e', { stdin: true }),
  dyalog: other('', '', { stdin: true }),
  bsh: other('', '', { stdin: true }),
  jjs: other('', '', { stdin: true }),
  rhino: other('e f', 'e', { file: 'f', stdin: true }),
  qjs: other('e', 'e', { stdin: true }),
  d8: other('e', 'e', { stdin: true }),
  mruby: { ...ruby, language: 'other' },
  arangosh: other('javascript.execute-string', 'javascript.execute-string', { stdin: true }),
  mongosh: {
    language: 'javascript',
    values: 'eval f file host port u p username password',
    code: 'eval',
    file: 'f file',
    stdin: true,
    anywhere: true,
  },
  mongo: {
    language: 'javascript',
    values: 'eval host port u p username password',
    code: 'eval',
    stdin: true,
    anywhere: true,
  },
}
