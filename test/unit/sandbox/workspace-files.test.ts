import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WorkspaceFiles } from '../../../src-main/sandbox/node/workspace-files.ts'

describe('workspace files', () => {
  let top: string
  let root: string
  let files: WorkspaceFiles
  const open = (access: 'none' | 'ro' | 'rw' = 'rw') =>
    new WorkspaceFiles({ root, inside: '/workspace', access, owner: null })
  const put = (path: string, text: string | Buffer) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }

  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'gh-files-'))
    root = join(top, 'ws')
    mkdirSync(root)
    writeFileSync(join(top, 'secret'), 'SECRET')
    files = open()
  })
  afterEach(() => rmSync(top, { recursive: true, force: true }))

  it.each(['a.txt', './a.txt', '/workspace/a.txt', 'sub/../a.txt', '//workspace//a.txt'.slice(1)])(
    'reads a file named %s',
    path => {
      put('sub/x', '')
      put('a.txt', 'one\ntwo\n')
      expect(files.read(path)).toEqual({ ok: true, text: 'one\ntwo\n', lines: 2, firstLine: 1, bytes: 8, more: false })
    },
  )

  it('tells what a file contains to its last byte, text or not, long or short', () => {
    const long = Buffer.alloc(3 * 1024 * 1024, 'a')
    put('long', long)
    put('binary', Buffer.from([0, 0xff, 0xfe]))
    const digest = (bytes: Buffer) => ({ ok: true, sha256: createHash('sha256').update(bytes).digest('hex') })
    expect(files.digest('long')).toEqual(digest(long))
    expect(files.digest('/workspace/binary')).toEqual(digest(Buffer.from([0, 0xff, 0xfe])))
    symlinkSync(join(top, 'secret'), join(root, 'out'))
    expect(files.digest('out')).toMatchObject({ ok: false, code: 'outside' })
    expect(files.digest('nothing')).toMatchObject({ ok: false, code: 'not-found' })
    expect(files.digest('.')).toMatchObject({ ok: false })
  })

  it('tells where a link leads, and of nothing outside', () => {
    put('a', 'x')
    symlinkSync('/etc', join(root, 'out'))
    symlinkSync('a', join(root, 'in'))
    expect(
      ['in', '/workspace/out', 'a', 'nothing', '.', '/etc/mtab', 'out/mtab'].map(path => files.linkAt(path)),
    ).toEqual(['a', '/etc', null, null, null, null, null])
  })

  it('reads a file named as the host calls it', () => {
    put('a.txt', 'x')
    expect(files.read(join(root, 'a.txt'))).toMatchObject({ ok: true, text: 'x' })
  })

  it('reads a part of a file', () => {
    put('a.txt', '1\n2\n3\n4\n')
    expect(files.read('a.txt', { offset: 2, limit: 2 })).toEqual({
      ok: true,
      text: '2\n3',
      lines: 2,
      firstLine: 2,
      bytes: 8,
      more: true,
    })
  })

  it.each(['../secret', 'sub/../../secret', '/etc/passwd', '/workspace/../secret', '/workspacex/a', 'a\0b'])(
    'refuses %j for every tool',
    async path => {
      put('sub/x', '')
      const outside = expect.objectContaining({ ok: false, code: 'outside' })
      expect(files.read(path)).toEqual(outside)
      expect(files.write(path, 'x')).toEqual(outside)
      expect(files.edit(path, 'SECRET', 'x')).toEqual(outside)
      expect(files.list(path)).toEqual(outside)
      expect(await files.search('SECRET', path)).toEqual(outside)
      expect(readFileSync(join(top, 'secret'), 'utf8')).toBe('SECRET')
    },
  )

  it.each([
    ['a relative link', '../secret'],
    ['an absolute link', '/etc/passwd'],
    ['a link to a link', 'other'],
  ])('does not follow %s out', (_name, target) => {
    symlinkSync('../secret', join(root, 'other'))
    symlinkSync(target, join(root, 'l'))
    expect(files.read('l')).toMatchObject({ ok: false, code: 'outside' })
    expect(files.write('l', 'x')).toMatchObject({ ok: false, code: 'outside' })
    expect(readFileSync(join(top, 'secret'), 'utf8')).toBe('SECRET')
  })

  it('does not follow a linked folder out, nor create through it', () => {
    symlinkSync('..', join(root, 'up'))
    expect(files.read('up/secret')).toMatchObject({ code: 'outside' })
    expect(files.write('up/new/file', 'x')).toMatchObject({ code: 'outside' })
    expect(readdirSync(top).sort()).toEqual(['secret', 'ws'])
  })

  it('follows links inside the workspace, relative, absolute and as the sandbox names them', () => {
    put('sub/a.txt', 'inside')
    symlinkSync('sub', join(root, 'rel'))
    symlinkSync('/workspace/sub', join(root, 'abs'))
    symlinkSync('../sub/a.txt', join(root, 'sub/self'))
    for (const path of ['rel/a.txt', 'abs/a.txt', 'sub/self', 'rel/../sub/self']) {
      expect(files.read(path)).toMatchObject({ ok: true, text: 'inside' })
    }
  })

  it('gives up on links in a circle', () => {
    symlinkSync('b', join(root, 'a'))
    symlinkSync('a', join(root, 'b'))
    expect(files.read('a')).toMatchObject({ ok: false, code: 'not-found' })
  })

  it('refuses what is not text a model can read, and says what to do instead', () => {
    put('bin', Buffer.from([65, 0, 66]))
    expect(files.read('bin')).toEqual({
      ok: false,
      code: 'binary',
      why: 'bin is not text. Use a command in the sandbox to work with it.',
    })
    put('huge', '')
    truncateSync(join(root, 'huge'), 11 * 1024 * 1024)
    expect(files.read('huge')).toMatchObject({ code: 'too-large', why: expect.stringContaining('11.0 MB') })
    expect(files.write('big', 'x'.repeat(11 * 1024 * 1024))).toMatchObject({ code: 'too-large' })
    expect(existsSync(join(root, 'big'))).toBe(false)
  })

  it('is not made to wait by a pipe, nor to read a device or a folder', () => {
    execFileSync('mkfifo', [join(root, 'pipe')])
    expect(files.read('pipe')).toMatchObject({ code: 'not-a-file' })
    expect(files.write('pipe', 'x')).toMatchObject({ code: 'not-a-file' })
    mkdirSync(join(root, 'd'))
    expect(files.read('d')).toMatchObject({ code: 'not-a-file' })
    expect(files.write('d', 'x')).toMatchObject({ code: 'not-a-file' })
  })

  it('refuses a hard link, which may be a file from anywhere', () => {
    linkSync(join(top, 'secret'), join(root, 'h'))
    expect(files.read('h')).toMatchObject({ code: 'hard-link' })
    expect(files.write('h', 'mine')).toMatchObject({ ok: true })
    expect(readFileSync(join(top, 'secret'), 'utf8')).toBe('SECRET')
  })

  it('writes whole files, makes folders, keeps the mode without setuid, leaves no temporary file', () => {
    expect(files.write('x/y/z.sh', 'one')).toEqual({ ok: true, bytes: 3, created: true })
    chmodSync(join(root, 'x/y/z.sh'), 0o4755)
    const before = statSync(join(root, 'x/y/z.sh')).ino
    expect(files.write('x/y/z.sh', 'two')).toEqual({ ok: true, bytes: 3, created: false })
    expect(lstatSync(join(root, 'x/y/z.sh')).mode & 0o7777).toBe(0o755)
    expect(statSync(join(root, 'x/y/z.sh')).ino).not.toBe(before)
    expect(readdirSync(join(root, 'x/y'))).toEqual(['z.sh'])
  })

  it.each([
    ['once', 'aXb', 'X', '$&', 'once', { ok: true, bytes: 4, replaced: 1 }, 'a$&b'],
    ['every time', 'XaX', 'X', 'Y', 'all', { ok: true, bytes: 3, replaced: 2 }, 'YaY'],
    ['not when it fits twice', 'XaX', 'X', 'Y', 'once', { ok: false, code: 'many-matches' }, 'XaX'],
    ['not when it is not there', 'a', 'X', 'Y', 'once', { ok: false, code: 'no-match' }, 'a'],
    ['not for an empty text', 'a', '', 'Y', 'all', { ok: false, code: 'no-match' }, 'a'],
  ] as const)('edits %s', (_name, text, find, replacement, every, answer, after) => {
    put('f', text)
    expect(files.edit('f', find, replacement, every)).toMatchObject(answer)
    expect(readFileSync(join(root, 'f'), 'utf8')).toBe(after)
  })

  it('lists a folder with kinds and sizes', () => {
    put('b/c', 'x')
    put('a', '12345')
    symlinkSync('/etc', join(root, 'l'))
    expect(files.list('.')).toEqual({
      ok: true,
      entries: [
        { name: 'a', kind: 'file', bytes: 5 },
        { name: 'b', kind: 'folder', bytes: 0 },
        { name: 'l', kind: 'link', bytes: 0 },
      ],
      more: false,
    })
    expect(files.list('a')).toMatchObject({ code: 'not-a-folder' })
    expect(files.list('nope')).toMatchObject({ code: 'not-found' })
    expect(files.list('l')).toMatchObject({ code: 'outside' })
  })

  it('searches text below a folder, not in binaries, links or node_modules', async () => {
    put('a.txt', 'no\nneedle here\n')
    put('d/b.txt', 'needle\n')
    put('d/c.bin', Buffer.from('needle\0'))
    put('node_modules/m.js', 'needle')
    symlinkSync('..', join(root, 'up'))
    writeFileSync(join(top, 'outside.txt'), 'needle')
    expect(await files.search('needle')).toEqual({
      ok: true,
      hits: [
        { path: 'a.txt', line: 2, text: 'needle here' },
        { path: 'd/b.txt', line: 1, text: 'needle' },
      ],
      files: 3,
      more: false,
    })
    expect(await files.search('needle', 'd/b.txt')).toMatchObject({ hits: [{ path: 'd/b.txt', line: 1 }] })
  })

  it('does only what the settings of the agent allow', () => {
    put('a', 'x')
    expect(open('ro').read('a')).toMatchObject({ ok: true })
    expect(open('ro').write('a', 'y')).toMatchObject({ code: 'no-access' })
    expect(open('ro').edit('a', 'x', 'y')).toMatchObject({ code: 'no-access' })
    expect(open('none').read('a')).toMatchObject({ code: 'no-access' })
    expect(open('none').list('.')).toMatchObject({ code: 'no-access' })
  })

  it('leaks nothing while somebody swaps folders and files for links to the outside', { timeout: 60_000 }, async () => {
    mkdirSync(join(top, 'evil'))
    writeFileSync(join(top, 'evil/f'), 'SECRET')
    put('d/f', 'inside')
    const attacker = spawn('sh', [
      '-c',
      // mv -T onto the name is one rename(2) each: the swap is as tight as a shell can make it.
      'cd "$0" && ln -s ../evil link && while :; do mv -T d keep && mv -T link d && mv -T d link && mv -T keep d; done',
      root,
    ])
    const answers = new Set<string>()
    const end = performance.now() + 1200
    // With `..` a path is walked name by name, without it is opened in one step: both are attacked.
    for (let n = 0; performance.now() < end; n++) {
      const answer = files.read(n % 2 === 0 ? 'd/f' : 'd/../d/f')
      answers.add(answer.ok ? answer.text : answer.code)
      files.write('d/g', 'mine')
    }
    attacker.kill('SIGKILL')
    await once(attacker, 'exit')
    expect(answers.has('SECRET')).toBe(false)
    expect(answers.has('inside')).toBe(true)
    expect(answers.size).toBeGreaterThan(1) // the attack did hit
    expect(readdirSync(join(top, 'evil'))).toEqual(['f'])
  })
})
