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
  /** Options that take a value, acting or not: needed to read the rest rightly. */
  values: string
  acts: Readonly<Record<string, Act>>
  oneDash?: boolean
  stops?: boolean
  /** An operand of this shape starts something. */
  operand?: RegExp
}

const VIM: ActingRow = {
  values: 'c S s t T u U w W i r L p_ cmd servername remote startuptime',
  acts: { c: 'code', cmd: 'code', S: 'script', s: 'script', u: 'script', w: 'write', W: 'write' },
  operand: /^\+./,
}
const PAGER: ActingRow = {
  values: 'p b h j k o O P t T x y z lesskey-file log-file',
  acts: { k: 'script', 'lesskey-file': 'script', o: 'write', O: 'write' },
  operand: /^\+.*!/,
}
const TEX: ActingRow = {
  values: 'output-directory jobname interaction output-format',
  acts: { 'shell-escape': 'starts', 'enable-write18': 'starts' },
  oneDash: true,
  operand: /\\write18|\\input\{?\|/,
}
const GDB: ActingRow = {
  values: 'ex x eval-command command iex ix init-command init-eval-command p pid d cd tty core se symbols exec',
  acts: { ex: 'code', x: 'script', 'eval-command': 'code', command: 'script', iex: 'code', ix: 'script' },
  oneDash: true,
  stops: true,
}

/**
 * Harmless programs and the options that make them start another program, load code or write a file.
 * One test per row holds an example. Names as in the manual; short and long, glued and shortened forms all count.
 */
export const ACTING_OPTIONS: Readonly<Record<string, ActingRow>> = {
  tar: {
    values:
      'f C T X b g I F H K L N V file directory files-from exclude-from use-compress-program to-command checkpoint-action rsh-command rmt-command info-script new-volume-script exclude transform strip-components owner group mode mtime format newer checkpoint index-file volno-file listed-incremental suffix',
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
      'remove-files': 'deletes',
      'index-file': 'write',
    },
  },
  bsdtar: { values: 'f C T X b s use-compress-program', acts: { 'use-compress-program': 'command', C: 'write' } },
  sort: {
    values:
      'k t S T o compress-program output key field-separator buffer-size temporary-directory parallel batch-size random-source files0-from',
    acts: { 'compress-program': 'command', o: 'write', output: 'write' },
  },
  split: {
    values: 'a b C l n t filter bytes lines number suffix-length additional-suffix',
    acts: { filter: 'command' },
  },
  zip: {
    values: 'b n P t tt TT unzip-command i x x_ out O temp-path',
    acts: { TT: 'command', 'unzip-command': 'command', m: 'deletes', move: 'deletes' },
  },
  unzip: { values: 'd x P', acts: { d: 'write' } },
  '7z': { values: '', acts: { sdel: 'deletes' }, oneDash: true },
  rar: { values: 'p w', acts: { df: 'deletes' }, oneDash: true },
  gpg: { values: 'o output r recipient u local-user homedir', acts: { o: 'write', output: 'write' } },
  openssl: { values: 'in out', acts: { out: 'write' }, oneDash: true },
  shuf: { values: 'i n o input-range head-count output random-source', acts: { o: 'write', output: 'write' } },
  tic: { values: 'e o R v w', acts: { o: 'write' } },
  cpio: {
    values: 'F O I H D R M C rsh-command file directory',
    acts: { 'rsh-command': 'command', O: 'write', D: 'write', directory: 'write' },
  },
  man: {
    values: 'P C M S s p L E e H R pager html config-file prompt preprocessor browser',
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
  more: { values: 'n', acts: {}, operand: /^\+!/ },
  most: PAGER,
  bat: { values: 'pager l H r theme style map-syntax', acts: { pager: 'command' } },
  batcat: { values: 'pager l H r theme style', acts: { pager: 'command' } },
  delta: { values: 'pager', acts: { pager: 'command' } },
  rg: {
    values:
      'e f g t T A B C m r j M E pre pre-glob hostname-bin ignore-file type-add max-depth sort engine colors context regexp file glob type',
    acts: { pre: 'command', 'hostname-bin': 'command' },
  },
  ag: { values: 'A B C G m pager ignore depth p', acts: { pager: 'command' } },
  ack: { values: 'A B C m pager output type', acts: { pager: 'command' } },
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
    values: 'l e f load eval execute funcall script L insert visit',
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
    values: 'e a s f eval alternate-editor',
    acts: { e: 'code', eval: 'code', a: 'command', 'alternate-editor': 'command' },
  },
  nano: { values: 's r T o Q X Y speller', acts: { s: 'command', speller: 'command' } },
  pico: { values: 's r', acts: { s: 'command' } },
  gdb: GDB,
  lldb: {
    values: 'o O s S k K Q b p n f one-line one-line-before-file source',
    acts: { o: 'code', O: 'code', s: 'script', S: 'script', 'one-line': 'code', source: 'script' },
  },
  ctags: { values: 'f o L options', acts: { options: 'script', o: 'write', f: 'write' } },
  tcpdump: { values: 'z w r i c C G Z s', acts: { z: 'command', w: 'write' } },
  rview: VIM,
  evim: VIM,
  vimtutor: VIM,
  gimp: { values: 'b batch batch-interpreter', acts: { b: 'code', batch: 'code' } },
  knife: { values: 'E exec c', acts: { E: 'code', exec: 'code' } },
  puppet: { values: 'e execute modulepath', acts: { e: 'code', execute: 'code' } },
  slsh: { values: 'e', acts: { e: 'code' } },
  enscript: { values: 'I o p', acts: { I: 'command', o: 'write', p: 'write' } },
  pic: { values: '', acts: { U: 'starts' } },
  troff: { values: '', acts: { U: 'starts' } },
  groff: { values: '', acts: { U: 'starts' } },
  nroff: { values: '', acts: { U: 'starts' } },
  unsquashfs: { values: 'd f dest', acts: { d: 'write', dest: 'write' } },
  dmsetup: { values: 'exec', acts: { exec: 'command' } },
  gcore: { values: 'o', acts: {}, operand: /^\d+$/ },
  tmate: { values: 'c F S f', acts: { c: 'command', f: 'script' } },
  check_by_ssh: { values: 'o H C', acts: { o: 'code', C: 'command' } },
  tshark: { values: 'X w i r Y f', acts: { X: 'code', w: 'write' } },
  wireshark: { values: 'X w i r', acts: { X: 'code' } },
  nmap: {
    values: 'oN oX oG oA iL p script',
    acts: { oN: 'write', oX: 'write', oG: 'write', oA: 'write' },
    oneDash: true,
  },
  openvpn: {
    values:
      'config up down route-up ipchange tls-verify auth-user-pass-verify client-connect client-disconnect learn-address plugin script-security',
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
    values: 'f t o F L filter lua-filter pdf-engine template metadata-file defaults d output data-dir',
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
    values: 'e r pdflatex latex',
    acts: { e: 'code', r: 'script', pdflatex: 'command', latex: 'command', 'shell-escape': 'starts' },
    oneDash: true,
  },
  gs: { values: 'o sOutputFile', acts: { dNOSAFER: 'starts' }, oneDash: true, operand: /%pipe%/ },
  exiftool: { values: 'if config execute o', acts: { if: 'code', config: 'script' }, oneDash: true },
  ffmpeg: { values: '', acts: {}, oneDash: true, operand: /^(concat|subfile|crypto):.*\.\./ },
  mutt: { values: 'F e', acts: { e: 'code', F: 'script' } },
  logrotate: { values: 's m mail state log', acts: { f: 'starts', force: 'starts', m: 'command', mail: 'command' } },
  'run-parts': { values: 'regex arg a u umask', acts: {}, operand: /^(?!-)/ },
  'start-stop-daemon': {
    values: 'n x a p u c s R g N exec startas name pidfile user chuid signal retry',
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
  fzf: { values: 'q f preview bind d n with-nth', acts: { preview: 'command', bind: 'code' } },
  sk: { values: 'q preview bind cmd c', acts: { preview: 'command', bind: 'code', cmd: 'command', c: 'command' } },
  strace: { values: 'o e p s', acts: { o: 'write' } },
  dosbox: { values: 'c conf', acts: { c: 'code', conf: 'script' }, oneDash: true },
  watchman: { values: '', acts: {}, operand: /^trigger$/ },
  nodemon: { values: 'x e w i exec ext watch ignore', acts: { x: 'command', exec: 'command' } },
  chokidar: { values: 'c command', acts: { c: 'command', command: 'command' } },
  pytest: { values: 'k m p c o n rootdir maxfail W basetemp junitxml', acts: { c: 'script', basetemp: 'write' } },
  eslint: {
    values: 'rulesdir resolve-plugins-relative-to c config ext f o plugin',
    acts: { rulesdir: 'script', o: 'write' },
  },
  sqlmap: { values: '', acts: { 'os-shell': 'starts', 'os-cmd': 'starts' } },
  java: { values: 'cp classpath jar', acts: {}, oneDash: true, operand: /^-(javaagent|agentlib|agentpath|XX:On)/ },
  gem: { values: 'e editor', acts: { e: 'command', editor: 'command' } },
  yum: { values: 'c', acts: { c: 'script' } },
  zathura: { values: 'x', acts: { x: 'command' } },
  feh: { values: 'A action', acts: { A: 'command', action: 'command' } },
  mpv: { values: 'script input-conf', acts: { script: 'script' } },
  xdotool: { values: '', acts: {}, operand: /^exec$/ },
  rofi: { values: 'run-command show modi', acts: { 'run-command': 'command', modi: 'code' }, oneDash: true },
  i3: { values: '', acts: {}, operand: /^exec/ },
  'i3-msg': { values: '', acts: {}, operand: /exec/ },
  swaymsg: { values: '', acts: {}, operand: /exec/ },
  hyprctl: { values: '', acts: {}, operand: /exec/ },
  elinks: { values: 'eval config-file', acts: { eval: 'code' }, oneDash: true },
  lynx: { values: 'editor cfg', acts: { editor: 'command', cfg: 'script' }, oneDash: true },
  w3m: { values: 'config o', acts: { config: 'script', o: 'code' } },
  weechat: { values: 'r run-command', acts: { r: 'code', 'run-command': 'code' } },
  newsboat: { values: 'x C', acts: { C: 'script' } },
  xelatexmk: TEX,
  bazel: { values: 'script_path run_under', acts: { run_under: 'command', script_path: 'write' } },
  snakemake: { values: 'cluster', acts: { cluster: 'command' } },
  'clang-tidy': { values: 'load', acts: { load: 'starts' } },
  opt: { values: 'load', acts: { load: 'starts', 'load-pass-plugin': 'starts' } },
  ld: { values: 'plugin o T', acts: { plugin: 'starts', o: 'write' } },
  ar: { values: 'plugin', acts: { plugin: 'starts' } },
  nm: { values: 'plugin', acts: { plugin: 'starts' } },
  strip: { values: 'plugin o', acts: { plugin: 'starts', o: 'write' } },
  patch: { values: 'i o d r input output directory', acts: { o: 'write' } },
  dc: { values: 'e f expression', acts: {}, operand: /!/ },
  pidstat: { values: 'e', acts: { e: 'starts' } },
  smbclient: { values: 'c U W A I p D t command', acts: { c: 'code', command: 'code' } },
  rpm: { values: 'E eval pipe define D root', acts: { E: 'code', eval: 'code', pipe: 'command' } },
  mail: { values: 's a r exec b c', acts: { exec: 'code' } },
  varnishncsa: { values: 'w', acts: { w: 'write' } },
}
