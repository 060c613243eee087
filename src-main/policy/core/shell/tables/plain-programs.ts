import { names } from '../options.ts'

/**
 * Programs that a flag or variable may name without a question, because they only show, compress, edit or
 * connect what the calling program hands them: pagers, compressors, editors, ssh, diff tools.
 */
export const PLAIN_PROGRAMS: ReadonlySet<string> = names(
  'cat less more most bat batcat delta diff-so-fancy head tail tee true false : echo printf test [ ' +
    'gzip gunzip pigz unpigz bzip2 bunzip2 pbzip2 lbzip2 lzip xz unxz pixz lzma zstd zstdmt unzstd lz4 lzop brotli compress zcat ' +
    'vi vim nvim nano emacs emacsclient code subl micro hx helix ed kate gedit mate ' +
    'ssh nc.openbsd diff colordiff meld difft difftastic opendiff vimdiff nvimdiff kdiff3 ' +
    'sccache ccache distcc gcc g++ cc c++ clang clang++ gcc-12 gcc-13 gcc-14 ld lld mold ld.lld ld.mold ar ranlib nm strip go rustc ' +
    'qemu-aarch64 qemu-arm qemu-x86_64 wine node wasmtime sort uniq grep sed wc cut tr column fmt nl col',
)
