/** What the value of an option, or the option itself, does. */
export type Act =
  /** The value is a shell text or a program that is started. */
  | 'command'
  /** The value is code of the program's own language that can start programs. */
  | 'code'
  /** The value is a file of code or settings that is run. */
  | 'script'
  /** The value is a file that is written. */
  | 'write'
  /** The option itself starts a program, loads a library or opens a shell. */
  | 'starts'
  /** The option makes it delete. */
  | 'deletes'

/** The options of one program that do more than the program says. */
export interface ActingRow {
  /** Other options that take a value: needed to read the rest rightly. */
  values?: string
  acts?: Readonly<Record<string, Act>>
  oneDash?: boolean
  /** What stands behind this word belongs to another program. */
  until?: RegExp
  /** An operand of this shape starts something. */
  operand?: RegExp
}

const VIM: ActingRow = {
  values: 't T U r L p_ servername remote startuptime',
  acts: { c: 'code', cmd: 'code', S: 'script', s: 'script', u: 'script', w: 'write', W: 'write', i: 'write' },
  operand: /^\+./,
}
const PAGER: ActingRow = {
  values: 'p b h j P t T x y z',
  acts: { k: 'script', 'lesskey-file': 'script', o: 'write', O: 'write', 'log-file': 'write', 'LOG-FILE': 'write' },
  operand: /^\+.*!/,
}
const TEX: ActingRow = {
  values: 'jobname interaction output-format',
  acts: { 'output-directory': 'write', 'shell-escape': 'starts', 'enable-write18': 'starts' },
  oneDash: true,
  operand: /\\write18|\\input\{?\|/,
}
const GDB: ActingRow = {
  values: 'p pid d cd tty core se symbols exec',
  acts: {
    ex: 'code',
    x: 'script',
    'eval-command': 'code',
    command: 'script',
    iex: 'code',
    ix: 'script',
    'init-eval-command': 'code',
    'init-command': 'script',
  },
  oneDash: true,
  until: /^--?args$/,
}

/**
 * Harmless programs and the options that make them start another program, load code or write a file.
 * One test per row holds an example. Names as in the manual; short and long, glued and shortened forms all count.
 */
export const ACTING_OPTIONS: Readonly<Record<string, ActingRow>> = {
  tar: {
    values:
      'f T X b g H K L N V file files-from exclude-from exclude transform strip-components owner group mode mtime format newer checkpoint volno-file listed-incremental suffix',
    acts: {
      I: 'command',
      'use-compress-program': 'command',
      'to-command': 'command',
      'checkpoint-action': 'command',
      'rsh-command': 'command',
      'rmt-command': 'command',
      F: 'command',
      'info-script': 'command',
      'new-volume-script': 'command',
      C: 'write',
      directory: 'write',
      'remove-files': 'deletes',
      'index-file': 'write',
    },
  },
  bsdtar: {
    values: 'f T X b s',
    acts: { 'use-compress-program': 'command', C: 'write', cd: 'write', directory: 'write' },
  },
  sort: {
    values: 'k t S T key field-separator buffer-size temporary-directory parallel batch-size random-source files0-from',
    acts: { 'compress-program': 'command', o: 'write', output: 'write' },
  },
  split: {
    values: 'a b C l n t bytes lines number suffix-length additional-suffix',
    acts: { filter: 'command' },
  },
  zip: {
    values: 'b n P t tt i x x_ out O temp-path',
    acts: { TT: 'command', 'unzip-command': 'command', m: 'deletes', move: 'deletes' },
  },
  unzip: { values: 'x P', acts: { d: 'write' } },
  '7z': { acts: { sdel: 'deletes' }, oneDash: true },
  rar: { values: 'p w', acts: { df: 'deletes' }, oneDash: true },
  gpg: { values: 'r recipient u local-user homedir', acts: { o: 'write', output: 'write' } },
  openssl: { values: 'in', acts: { out: 'write' }, oneDash: true },
  shuf: { values: 'i n input-range head-count random-source', acts: { o: 'write', output: 'write' } },
  tic: { values: 'e R v w', acts: { o: 'write' } },
  cpio: {
    values: 'F I H R M C file',
    acts: { 'rsh-command': 'command', O: 'write', D: 'write', directory: 'write' },
  },
  man: {
    values: 'M S s p L E e R prompt preprocessor',
    acts: {
      P: 'command',
      pager: 'command',
      H: 'command',
      html: 'command',
      browser: 'command',
      C: 'script',
      'config-file': 'script',
      p: 'starts',
    },
  },
  less: PAGER,
  more: { operand: /^\+!/ },
  most: PAGER,
  bat: { values: 'l H r theme style map-syntax', acts: { pager: 'command' } },
  batcat: { values: 'l H r theme style', acts: { pager: 'command' } },
  delta: { acts: { pager: 'command' } },
  rg: {
    values:
      'e f g t T A B C m r j M E pre-glob ignore-file type-add max-depth sort engine colors context regexp file glob type',
    acts: { pre: 'command', 'hostname-bin': 'command' },
  },
  ag: { values: 'A B C G m ignore depth p', acts: { pager: 'command' } },
  ack: { values: 'A B C m output type', acts: { pager: 'command' } },
  vim: VIM,
  vi: VIM,
  nvim: VIM,
  ex: VIM,
  view: VIM,
  gvim: VIM,
  vimdiff: VIM,
  rvim: VIM,
  nview: VIM,
  emacs: {
    values: 'L insert visit',
    acts: {
      l: 'script',
      load: 'script',
      e: 'code',
      eval: 'code',
      execute: 'code',
      f: 'code',
      funcall: 'code',
      script: 'script',
    },
    oneDash: true,
  },
  emacsclient: {
    values: 's f',
    acts: { e: 'code', eval: 'code', a: 'command', 'alternate-editor': 'command' },
  },
  nano: { values: 'r T o Q X Y', acts: { s: 'command', speller: 'command' } },
  pico: { values: 'r', acts: { s: 'command' } },
  gdb: GDB,
  lldb: {
    values: 'k K Q b p n f one-line-before-file',
    acts: { o: 'code', O: 'code', s: 'script', S: 'script', 'one-line': 'code', source: 'script' },
  },
  ctags: { values: 'L', acts: { options: 'script', o: 'write', f: 'write' } },
  tcpdump: { values: 'r i c C G Z s', acts: { z: 'command', w: 'write' } },
  rview: VIM,
  evim: VIM,
  vimtutor: VIM,
  gimp: { values: 'batch-interpreter', acts: { b: 'code', batch: 'code' } },
  knife: { values: 'c', acts: { E: 'code', exec: 'code' } },
  puppet: { values: 'modulepath', acts: { e: 'code', execute: 'code' } },
  slsh: { acts: { e: 'code' } },
  enscript: { acts: { I: 'command', o: 'write', p: 'write' } },
  pic: { acts: { U: 'starts' } },
  troff: { acts: { U: 'starts' } },
  groff: { acts: { U: 'starts' } },
  nroff: { acts: { U: 'starts' } },
  unsquashfs: { values: 'f', acts: { d: 'write', dest: 'write' } },
  dmsetup: { acts: { exec: 'command' } },
  gcore: { operand: /^\d+$/ },
  tmate: { values: 'F S', acts: { c: 'command', f: 'script' } },
  check_by_ssh: { values: 'H', acts: { o: 'code', C: 'command' } },
  tshark: { values: 'i r Y f', acts: { X: 'code', w: 'write' } },
  wireshark: { values: 'w i r', acts: { X: 'code' } },
  nmap: {
    values: 'iL p script',
    acts: { oN: 'write', oX: 'write', oG: 'write', oA: 'write' },
    oneDash: true,
  },
  openvpn: {
    values: 'auth-user-pass-verify client-connect client-disconnect learn-address plugin script-security',
    acts: {
      up: 'command',
      down: 'command',
      'route-up': 'command',
      ipchange: 'command',
      'tls-verify': 'command',
      plugin: 'starts',
      config: 'script',
    },
  },
  pandoc: {
    values: 'f t pdf-engine template metadata-file defaults d data-dir',
    acts: { F: 'command', filter: 'command', L: 'script', 'lua-filter': 'script', o: 'write', output: 'write' },
  },
  pdflatex: TEX,
  xelatex: TEX,
  lualatex: TEX,
  latex: TEX,
  tex: TEX,
  pdftex: TEX,
  luatex: TEX,
  xetex: TEX,
  latexmk: {
    acts: { e: 'code', r: 'script', pdflatex: 'command', latex: 'command', 'shell-escape': 'starts' },
    oneDash: true,
  },
  gs: { values: 'o sOutputFile', acts: { dNOSAFER: 'starts' }, oneDash: true, operand: /%pipe%/ },
  exiftool: { values: 'execute o', acts: { if: 'code', config: 'script' }, oneDash: true },
  ffmpeg: { operand: /^(concat|subfile|crypto):.*\.\./ },
  mutt: { acts: { e: 'code', F: 'script' } },
  logrotate: { values: 's state log', acts: { f: 'starts', force: 'starts', m: 'command', mail: 'command' } },
  'run-parts': { operand: /^(?!-)/ },
  'start-stop-daemon': {
    values: 'n p u c s R g N name pidfile user chuid signal retry',
    acts: {
      S: 'starts',
      start: 'starts',
      K: 'starts',
      stop: 'starts',
      exec: 'command',
      startas: 'command',
      a: 'command',
      x: 'command',
    },
  },
  fzf: { values: 'q f d n with-nth', acts: { preview: 'command', bind: 'code' } },
  sk: { values: 'q', acts: { preview: 'command', bind: 'code', cmd: 'command', c: 'command' } },
  strace: { values: 'e p s', acts: { o: 'write' } },
  dosbox: { acts: { c: 'code', conf: 'script' }, oneDash: true },
  watchman: { operand: /^trigger$/ },
  nodemon: { values: 'e w i ext watch ignore', acts: { x: 'command', exec: 'command' } },
  chokidar: { acts: { c: 'command', command: 'command' } },
  pytest: { values: 'k m p o n rootdir maxfail W junitxml', acts: { c: 'script', basetemp: 'write' } },
  eslint: {
    values: 'resolve-plugins-relative-to c config ext f plugin',
    acts: { rulesdir: 'script', o: 'write' },
  },
  sqlmap: { acts: { 'os-shell': 'starts', 'os-cmd': 'starts' } },
  java: { operand: /^-(javaagent|agentlib|agentpath|XX:On)/ },
  gem: { acts: { e: 'command', editor: 'command' } },
  yum: { acts: { c: 'script' } },
  zathura: { acts: { x: 'command' } },
  feh: { acts: { A: 'command', action: 'command' } },
  mpv: { values: 'input-conf', acts: { script: 'script' } },
  xdotool: { operand: /^exec$/ },
  rofi: { values: 'show', acts: { 'run-command': 'command', modi: 'code' }, oneDash: true },
  i3: { operand: /^exec/ },
  'i3-msg': { operand: /exec/ },
  swaymsg: { operand: /exec/ },
  hyprctl: { operand: /exec/ },
  elinks: { values: 'config-file', acts: { eval: 'code' }, oneDash: true },
  lynx: { acts: { editor: 'command', cfg: 'script' }, oneDash: true },
  w3m: { acts: { config: 'script', o: 'code' } },
  weechat: { acts: { r: 'code', 'run-command': 'code' } },
  newsboat: { values: 'x', acts: { C: 'script' } },
  xelatexmk: TEX,
  bazel: { acts: { run_under: 'command', script_path: 'write' } },
  snakemake: { acts: { cluster: 'command' } },
  'clang-tidy': { values: 'load', acts: { load: 'starts' } },
  opt: { values: 'load', acts: { load: 'starts', 'load-pass-plugin': 'starts' } },
  ld: { values: 'plugin T', acts: { plugin: 'starts', o: 'write' } },
  ar: { values: 'plugin', acts: { plugin: 'starts' } },
  nm: { values: 'plugin', acts: { plugin: 'starts' } },
  strip: { values: 'plugin', acts: { plugin: 'starts', o: 'write' } },
  patch: {
    values: 'i input',
    acts: { o: 'write', output: 'write', d: 'write', directory: 'write', r: 'write', 'reject-file': 'write' },
  },
  dc: { operand: /!/ },
  pidstat: { values: 'e', acts: { e: 'starts' } },
  smbclient: { values: 'U W A I p D t', acts: { c: 'code', command: 'code' } },
  rpm: { values: 'define D root', acts: { E: 'code', eval: 'code', pipe: 'command' } },
  mail: { values: 's a r b c', acts: { exec: 'code' } },
  varnishncsa: { acts: { w: 'write' } },
}
