import type { Call, Rule } from '../call.ts'
import { ask, deny } from '../inspector.ts'
import { isDynamic, isLiteral } from '../marks.ts'
import { names } from '../options.ts'
import { isRawDevice, worstTarget } from '../paths.ts'
import { holdsOwnData, ownPath, writeFinding } from '../tables/files.ts'

const RM = { values: names('interactive') }

/** `rm` and its kin: the name asks by itself; here come the targets that nobody may remove. */
function runRm(call: Call): undefined {
  const parsed = call.parse(RM)
  const recursive =
    parsed.options.some(({ name }) => name === 'R' || 'recursive'.startsWith(name)) || call.name !== 'rm'
  for (const target of parsed.operands) removes(call, target, recursive)
}

/** Adds what removing one path means. */
export function removes(call: Call, target: string, recursive: boolean): void {
  const { setting } = call.look
  const path = call.entry(target)
  const worst = recursive ? worstTarget(path, setting) : null
  if (worst) call.say(deny('hard.delete-home', `It deletes ${worst}.`, 'destroys'))
  if (ownPath(path, setting) || (recursive && holdsOwnData(path, setting))) {
    call.say(deny('hard.self', 'It deletes what belongs to Gatehouse.', 'destroys'))
  }
  if (isRawDevice(path)) call.say(deny('hard.raw-device', 'It destroys a device.', 'destroys'))
}

function runDd(call: Call): undefined {
  for (const arg of call.args) {
    const target = /^of=(.*)$/s.exec(arg)?.[1]
    if (target !== undefined) {
      const path = volume(call.path(target))
      call.say(writeFinding(path, call.look.setting))
      // Which device is not known, and every device is one too many.
      if (/^\/dev\/./.test(path) && isDynamic(path))
        call.say(deny('hard.raw-device', 'It writes straight onto a device.', 'destroys'))
    }
    const source = /^if=(.*)$/s.exec(arg)?.[1]
    if (source !== undefined && isRawDevice(call.path(source)))
      call.say(ask('secrets.raw-device', 'It reads a disk directly.', 'secrets'))
  }
}

/** A drive without a folder is the raw volume here. */
const volume = (path: string): string => (/^\/[a-z]:$/.test(path) ? '/harddisk0' : path)

function runTrash(call: Call): undefined {
  for (const target of call.parse({ values: new Set() }).operands) removes(call, target, true)
}

function runTruncate(call: Call): undefined {
  const parsed = call.parse({ values: names('s r size reference') })
  for (const target of parsed.operands) call.say(writeFinding(call.path(target), call.look.setting))
}

/** Moving is removing at one end and writing at the other. */
function runMv(call: Call): undefined {
  const parsed = call.parse({ values: names('t S target-directory suffix') })
  const folder = parsed.options.find(option => option.name === 't' || option.name === 'target-directory')?.value
  const operands = [...parsed.operands]
  const target = folder ?? operands.pop()
  for (const source of operands) {
    removes(call, source, true)
    const finding = writeFinding(call.path(source), call.look.setting, 'remove')
    if (finding) call.say(finding)
    if (target !== undefined && /^\/dev\/null$/.test(target))
      call.say(ask('destroys.files', 'It throws files away.', 'destroys'))
  }
  if (target !== undefined) writes(call, target, operands)
}

/** A copy, link or move writes the target, or an entry of that name below it. */
export function writes(call: Call, target: string, sources: readonly string[]): void {
  const { setting, wrote } = { setting: call.look.setting, wrote: call.look }
  const path = call.path(target)
  call.say(writeFinding(path, setting))
  for (const source of sources) {
    const from = call.path(source)
    const name = from.slice(from.lastIndexOf('/') + 1)
    // Into a folder the file keeps its name, and the name may be that of a startup file.
    if (
      target.endsWith('/') ||
      target === '.' ||
      target === '~' ||
      path === setting.home ||
      path.endsWith('.git/hooks')
    )
      call.say(writeFinding(`${path}/${name}`, setting))
    const known =
      source === '/dev/stdin' ? { text: call.inv.input?.text ?? null, fetched: false } : wrote.writtenTo(from)
    if (known) wrote.wrote(path, known.text, known.fetched)
    // A program under another name: found by its path, or by the name that `which` answers.
    if (sources.length === 1 && isLiteral(source) && /^(\/(usr\/)?(local\/)?s?bin\/)?[\w.+-]+$/.test(source) && !known)
      wrote.leads(path, source.includes('/') ? from : `/usr/bin/${source}`, 'copy')
  }
}

function runCp(call: Call): undefined {
  const parsed = call.parse({ values: names('t S target-directory suffix g o m group owner mode Z context') })
  const operands = [...parsed.operands]
  const folder = parsed.options.find(option => option.name === 't' || option.name === 'target-directory')?.value
  const target = folder ?? operands.pop()
  if (target !== undefined) writes(call, target, operands)
  const mode = parsed.options.find(option => option.name === 'm' || option.name === 'mode')?.value
  if (call.name === 'install' && mode && /^[2467]\d{3}$|[ug]\+\w*s/.test(mode)) {
    call.say(ask('privilege.setuid', 'It makes a program run with the rights of its owner.', 'privilege'))
  }
}

function runLn(call: Call): undefined {
  const parsed = call.parse({ values: names('t S target-directory suffix') })
  const operands = parsed.operands
  const target =
    operands.length === 1 ? (operands[0] ?? '').slice((operands[0] ?? '').lastIndexOf('/') + 1) : operands.at(-1)
  if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
  const [source] = operands
  if (target !== undefined && source !== undefined && operands.length <= 2 && isLiteral(source)) {
    const soft = parsed.options.some(({ name }) => name === 's' || name === 'symbolic')
    call.look.leads(call.path(target), call.path(source), soft ? 'link' : 'copy')
  }
  for (const source of operands.slice(0, -1)) {
    // A link into our data folder would make the folder writable under another name.
    if (ownPath(call.path(source), call.look.setting))
      call.say(deny('hard.self', 'It makes a second way into what belongs to Gatehouse.', 'persistence'))
  }
}

/** Every operand is written. */
const writesAll =
  (values: string): Rule =>
  call => {
    for (const target of call.parse({ values: names(values) }).operands)
      call.say(writeFinding(call.path(target), call.look.setting))
  }

function runTee(call: Call): undefined {
  for (const target of call.parse({ values: new Set() }).operands) {
    const path = call.path(target)
    call.say(writeFinding(path, call.look.setting))
    call.look.wrote(path, call.inv.input?.text ?? null, call.inv.input?.fetched ?? false)
  }
}

/** Rules of programs that remove, move or write files by their operands. */
export const DELETE_RULES: Readonly<Record<string, Rule>> = {
  rm: runRm,
  srm: runRm,
  grm: runRm,
  rmdir: runTrash,
  shred: runTrash,
  wipe: runTrash,
  unlink: runTrash,
  trash: runTrash,
  'trash-put': runTrash,
  rimraf: runTrash,
  'del-cli': runTrash,
  'gio-trash': runTrash,
  'safe-rm': runRm,
  // Of the module zsh/files.
  zf_rm: runRm,
  zf_mv: runMv,
  zf_ln: runLn,
  zf_rmdir: runTrash,
  zf_mkdir: writesAll('m'),
  sdelete: runTrash,
  gio: call => {
    if (!/^(trash|remove)$/.test(call.args[0] ?? '')) return
    call.say(ask('destroys.files', 'It deletes files.', 'destroys'))
    for (const target of call.args.slice(1)) if (!target.startsWith('-')) removes(call, target, true)
  },
  uniq: call => {
    const [, target] = call.parse({ values: names('f s w skip-fields skip-chars check-chars') }).operands
    if (target !== undefined) call.say(writeFinding(call.path(target), call.look.setting))
  },
  dd: runDd,
  mv: runMv,
  gmv: runMv,
  cp: runCp,
  gcp: runCp,
  install: runCp,
  ln: runLn,
  truncate: runTruncate,
  touch: writesAll('d r t date reference time'),
  mkdir: writesAll('m mode Z context'),
  mkfifo: writesAll('m mode'),
  tee: runTee,
  sponge: runTee,
}
