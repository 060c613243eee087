import type { Language } from '../tables/interpreters.ts'
import type { Grammar } from './split-strings.ts'

/** What makes inline code of one language dangerous. */
export interface LanguageRules {
  grammar: Grammar
  /** Starts programs, decodes itself or reaches what cannot be seen. Matched against code without its texts. */
  runs: RegExp
  /** Removes or signals. */
  destroys: RegExp
  /** Sends something out. */
  sends: RegExp
  /** Names that are dangerous as texts too, where a language calls functions by their name. */
  textual?: RegExp
  /** Calls that write files; with a path in a text it is looked at. */
  writes: RegExp
}

/** The rules of every language whose inline code is looked into. */
export const LANGUAGES: Readonly<Record<Exclude<Language, 'other'>, LanguageRules>> = {
  python: {
    grammar: { quotes: '\'"', triple: true, line: ['#'] },
    runs: /\b(subprocess|pty|ctypes|cffi|_ctypes|importlib|runpy|codeop|marshal|pickle|cPickle|shelve|dill|cloudpickle|multiprocessing|asyncio\.create_subprocess\w*|imp|pexpect|plumbum|invoke|fabric|paramiko|_posixsubprocess|posix|nt|winreg|webbrowser|antigravity|sched|atexit|gc|inspect|trace|pdb|timeit|cProfile|profile|zipimport|pkgutil|site|commands)\b|\b(system|popen\w*|exec[lv]\w*|spawn\w*|posix_spawn\w*|fork|forkpty|startfile|dup2|check_output|check_call|getoutput|getstatusoutput|Popen|create_subprocess\w*)\s*\(|\b(exec|eval|compile|__import__|execfile|getattr|setattr|delattr|globals|locals|vars|breakpoint|input_)\s*\(|\b__(import|builtins|class|subclasses|globals|mro|bases|base|loader|spec|dict|getattribute|code|reduce)\w*__|\bfrom\s+(os|shutil|subprocess|posix)\s+import\b|\bos\s*\.\s*(system|popen|exec|spawn|fork|posix_spawn|startfile|dup2|putenv|setuid|setgid)|\b(yaml|ruamel)\.(load|unsafe_load|full_load)\s*\((?!.*Safe)|\bos\.__|\bsys\.modules|\bbuiltins\b|\bcode\s*\.\s*(interact|Interactive)|\bimport\s+code\b|\btypes\.(FunctionType|CodeType)|(^|[\n;])\s*[!%]\w/,
    destroys:
      /\b(os|shutil|o|sh|pathlib)\s*\.\s*(remove|unlink|rmdir|removedirs|rmtree|truncate|kill|killpg|chown|lchown|chroot|mknod|rename|renames|replace|move)\b|\.(unlink|rmdir|rmtree|removedirs|killpg|terminate|kill|send_signal)\s*\(|\bsignal\.pthread_kill|\bsend2trash\b|\bfrom\s+pathlib\b.*\.(unlink|rmdir)/,
    sends:
      /\brequests\s*\.\s*(post|put|patch|delete|request)|\bhttpx\s*\.\s*(post|put|patch|delete|request)|\burlopen\s*\([^)]*data|\bRequest\s*\([^)]*(data|method)|\bsmtplib\b|\bftplib\b|\btelnetlib\b|\bxmlrpc\b|\.(sendall|sendto|sendfile|makefile)\s*\(|\bsocket\b[\s\S]*\.send\s*\(/,
    writes:
      /\bopen\s*\(|\.write_(text|bytes)\s*\(|\.(copy|copyfile|copy2|copytree|symlink|symlink_to|link|chmod|mkdir|makedirs|touch|dump)\s*\(/,
  },
  javascript: {
    grammar: { quotes: '\'"`', line: ['//'], block: ['/*', '*/'] },
    runs: /\b(eval|Function|execSync|execFile\w*|spawn|spawnSync|fork|createRequire|importScripts)\s*\(|\bchild_process\b|\bprocess\s*\.\s*(binding|dlopen|mainModule|_linkedBinding|execve)|\b(process|global|globalThis|require|module|this|window|self)\s*\[|\.constructor\b|\bReflect\b|\bProxy\b|\b__proto__\b|\brequire\s*\(\s*(?!['"`])|\bimport\s*\(\s*(?!['"`])|\b(Deno|Bun)\s*\.\s*(run|spawn|spawnSync|Command|dlopen|\$)|\bBun\s*\.\s*\$|\bsetTimeout\s*\(\s*['"`]|\bnew\s+(Worker|WebAssembly|Command|AsyncFunction)\b|\bdb\.adminCommand|\brunCommand\b|\bload\s*\(|\brun\s*\(|\bmodule\.constructor|[(,]\s*(?:eval|Function)\s*[),]/,
    destroys:
      /\b(unlink|unlinkSync|rmSync|rmdir|rmdirSync|truncate|truncateSync|rimraf|removeSync|emptyDirSync)\b|\.rm\s*\(|\bprocess\s*\.\s*(kill|abort)|\bDeno\s*\.\s*(remove|kill)|\.(dropDatabase|drop|deleteMany|remove|dropIndexes|shutdownServer)\s*\(/,
    sends:
      /\bmethod\s*:|\b(axios|got|superagent|ky)\b[^;]*\.(post|put|patch|delete)\b|\bsendBeacon\b|\.createConnection\s*\(|\bcreateServer\s*\(/,
    textual:
      /^(node:)?(child_process|vm|worker_threads|cluster|inspector|repl|module|net|tls|dgram|http2)$|^(shelljs|execa|cross-spawn|zx|node-pty|rimraf|del|vm2|bun:ffi|ffi-napi|koffi)$/,
    writes:
      /\b(writeFile\w*|appendFile\w*|createWriteStream|copyFile\w*|rename\w*|symlink\w*|link\w*|mkdir\w*|chmod\w*|chown\w*|cp\w*|openSync|writeTextFile|outputFile\w*|\.write)\s*\(/,
  },
  perl: {
    grammar: { quotes: '\'"', line: [] },
    runs: /\b(system|exec|fork|syscall|qx|readpipe|dbmopen|popen|pipe)\b|`|\beval\b|\bdo\s+["'$]|\brequire\s+["'$]|\bopen[23]?\b[^;]*[|]|\bopen\b[^;]*(,|\()\s*\$|\bIPC::|\bInline\b|\bDynaLoader\b|\bXSLoader\b|\bSafe\b|&\{|&\$|->\s*\$|->can\b|\bsub\s*\{\s*\}|\bSymbol\b|\*\{|\bB::|\$\^[A-Z]|\bspawn\b|\bExpect\b|\bFilter::|\bPOSIX::_?exec/,
    destroys: /\b(unlink|rmdir|rmtree|remove_tree|truncate|kill|rename|chown|chroot|move)\b/,
    sends: /\b(socket|connect|send|IO::Socket|Net::|LWP::|HTTP::Tiny|HTTP::Request|WWW::)\b/,
    writes: /\b(open|sysopen|mkdir|symlink|link|chmod|copy|utime)\b/,
  },
  ruby: {
    grammar: { quotes: '\'"', line: [] },
    runs: /\b(system|exec|spawn|fork|eval|instance_eval|class_eval|module_eval|instance_exec|popen\w*|pipeline\w*|capture2\w*|capture3|syscall|load|send|public_send|__send__|method|const_get|define_method|binding|instance_variable_get|Kernel|Open3|PTY|Fiddle|DL|Marshal|ObjectSpace|YAML\.load|Shellwords)\b|`|%x|->\s*\{|\brequire\s+[^'"\s]|\brequire_relative\b/,
    destroys:
      /\b(FileUtils|rm_rf|rm_r|rm_f|rmtree|remove_entry\w*|remove_dir|remove_file)\b|\b(File|Dir|Pathname|Process)\b[^;]*\.(delete|unlink|rmdir|rename|truncate|kill|chown|remove)\b|\.(rmtree|unlink)\b/,
    sends:
      /\b(TCPSocket|UDPSocket|UNIXSocket|Socket)\b|\bNet::(SMTP|FTP|SSH|SCP|Telnet)\b|\bNet::HTTP::(Post|Put|Patch|Delete)|\.(post|post_form)\b/,
    writes:
      /\bFile\s*\.\s*(write|open|new|symlink|link|chmod|binwrite)\b|\bIO\s*\.\s*(write|binwrite)\b|\bDir\.mkdir\b|\.write\b/,
  },
  php: {
    grammar: { quotes: '\'"', line: ['//', '#'], block: ['/*', '*/'] },
    runs: /\b(system|exec|shell_exec|passthru|popen|proc_open|pcntl_\w+|eval|assert|create_function|call_user_func\w*|call_user_method\w*|preg_replace_callback\w*|array_map|array_filter|array_walk\w*|usort|uasort|uksort|register_shutdown_function|ob_start|include|include_once|require|require_once|dl|putenv|ini_set|extract|unserialize|ReflectionFunction|ReflectionMethod|Closure|mail|imap_open|expect_popen|FFI|posix_\w+|parse_str|forward_static_call\w*|iterator_apply)\b|`|\$\w+\s*\(|\$\$|\$\{|\)\s*\(|"\s*\(|'\s*\(/,
    destroys: /\b(unlink|rmdir|rename|ftruncate|chown|chgrp|posix_kill)\b/,
    sends: /\b(fsockopen|pfsockopen|stream_socket_client|socket_\w+|curl_\w+|mail|ftp_\w+|ssh2_\w+)\b/,
    textual: /^(system|exec|shell_exec|passthru|popen|proc_open|eval|assert|unlink|pcntl_exec)$/,
    writes: /\b(file_put_contents|fopen|fwrite|copy|symlink|link|mkdir|touch|chmod|move_uploaded_file|tempnam)\b/,
  },
  lua: {
    grammar: { quotes: '\'"', line: ['--'] },
    runs: /\bos\s*[.[]\s*["']?(execute|exit_)|\b(execute|popen|loadstring|load|loadfile|dofile|loadlib|getfenv|setfenv|_G|_ENV|rawget|package|debug|ffi|posix|lfs)\b|\b(io|os)\s*\[|\brequire\b|\[\[/,
    destroys: /\bos\s*\.\s*(remove|rename|tmpname)\b/,
    sends: /\bsocket\b/,
    writes: /\bio\s*\.\s*(open|output)\b/,
  },
  r: {
    grammar: { quotes: '\'"', line: ['#'] },
    runs: /\b(system2?|shell|shell\.exec|pipe|eval|evalq|parse|source|sys\.source|do\.call|match\.fun|get|mget|dyn\.load|readRDS|unserialize|processx|callr|sys|reticulate|Rcpp|inline|download\.file|install\.packages|install_\w+|pak|remotes|devtools|BiocManager|sys\.function|as\.function|body|environment|load)\s*(\(|::)|\.(C|Call|External)\s*\(|`|\\\(/,
    destroys: /\b(unlink|file\.remove|file_delete|dir_delete|file\.rename|pskill|Sys\.chmod|file_move)\s*\(/,
    sends: /\b(httr2?|curl|RCurl|socketConnection|url|POST|PUT)\s*(\(|::)/,
    writes: /\b(writeLines|write|write\.\w+|sink|cat|saveRDS|save|file\.copy|file\.create|dump|dput|file)\s*\(/,
  },
  julia: {
    grammar: { quotes: '"', triple: true, line: ['#'] },
    runs: /`|\b(run|eval|include|ccall|pipeline|Meta|invokelatest|invoke|dlopen|unsafe_\w+|download|@eval|@cmd|Cmd|getfield|getproperty|Libdl|Pkg|Downloads|Distributed|PyCall|RCall)\b/,
    destroys: /\b(rm|mv|kill|truncate|chown)\s*\(/,
    sends: /\b(HTTP|Sockets|connect|listen)\b/,
    writes: /\b(open|write|cp|symlink|mkpath|mkdir|chmod|touch)\s*\(/,
  },
}
