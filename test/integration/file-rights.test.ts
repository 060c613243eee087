import { execFile, spawnSync } from 'node:child_process'
import { chmod, chown, lstat, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { describeWhere } from '../kit/needs.ts'
import { aHome } from '../kit/temp-home.ts'

const PERSON = 10_123
const run = promisify(execFile)
const script = fileURLToPath(new URL('../kit/open-config-as.ts', import.meta.url))

type Outcome = { found: string[]; left: string[]; pending: string | null; mode: string; edit: string }

/** Opens the config as an ordinary user, and tries an edit. */
async function asPerson(folder: string): Promise<Outcome> {
  const { stdout } = await run(process.execPath, ['--no-warnings', script, folder], { uid: PERSON, gid: PERSON })
  return JSON.parse(stdout)
}

/** A data folder of an ordinary user with an accepted config. */
async function aFolder(home: string): Promise<string> {
  await chmod(home, 0o755)
  const folder = join(home, 'data')
  await mkdir(folder, { mode: 0o700 })
  await chown(folder, PERSON, PERSON)
  expect(await asPerson(folder)).toMatchObject({ edit: 'saved', left: [] })
  return folder
}

const rights = async (path: string) => {
  const { mode, uid } = await lstat(path)
  return [(mode & 0o777).toString(8), uid]
}

function anotherUserMissing(): string | null {
  if (process.getuid?.() !== 0) return 'only root can make files of another owner'
  const look = `const { accessSync, constants } = require('node:fs')
    accessSync(${JSON.stringify(script)}, constants.R_OK)
    accessSync(${JSON.stringify(tmpdir())}, constants.X_OK)`
  const { status } = spawnSync(process.execPath, ['-e', look], { uid: PERSON, gid: PERSON, stdio: 'ignore' })
  return status === 0 ? null : 'an ordinary user cannot reach this checkout or the temporary folder'
}

describeWhere(anotherUserMissing())('file rights', () => {
  it('that let others in are tightened at the next start', async () => {
    await using home = aHome()
    const folder = await aFolder(home.root)
    await chmod(folder, 0o777)
    await chmod(join(folder, 'config.yaml'), 0o666)
    await chmod(join(folder, 'history', 'config', '000001'), 0o644)
    expect(await asPerson(folder)).toEqual({
      found: ['data: others-can-write', 'config.yaml: others-can-write', '000001: others-can-read'],
      left: [],
      pending: null,
      mode: 'strict',
      edit: 'saved',
    })
    expect(await rights(folder)).toEqual(['700', PERSON])
    expect(await rights(join(folder, 'config.yaml'))).toEqual(['600', PERSON])
  })

  it('of a file that root owns and nobody may write are taken back, and editing works again', async () => {
    await using home = aHome()
    const folder = await aFolder(home.root)
    const file = join(folder, 'config.yaml')
    await chown(file, 0, 0)
    await chmod(file, 0o444)
    expect(await asPerson(folder)).toMatchObject({ found: ['config.yaml: foreign-owner'], left: [], edit: 'saved' })
    expect(await rights(file)).toEqual(['600', PERSON])
  })

  it('of a file that root owns and we cannot even read are told, and the accepted config holds', async () => {
    await using home = aHome()
    const folder = await aFolder(home.root)
    const file = join(folder, 'config.yaml')
    await chown(file, 0, 0)
    await chmod(file, 0o400)
    expect(await asPerson(folder)).toMatchObject({
      left: ['config.yaml: foreign-owner'],
      pending: 'removed',
      mode: 'strict',
      edit: 'pending',
    })
  })

  it('are not followed through a link', async () => {
    await using home = aHome()
    const folder = await aFolder(home.root)
    const other = join(home.root, 'elsewhere.yaml')
    await writeFile(other, 'approvals: { mode: auto }\n', { mode: 0o644 })
    await rm(join(folder, 'config.yaml'))
    await symlink(other, join(folder, 'config.yaml'))
    expect(await asPerson(folder)).toMatchObject({
      left: ['config.yaml: not-a-plain-file'],
      pending: 'removed',
      mode: 'strict',
    })
    expect(await rights(other)).toEqual(['644', 0])
  })

  it('that are tighter than ours stay', async () => {
    await using home = aHome()
    const folder = await aFolder(home.root)
    await chmod(join(folder, 'config.yaml'), 0o400)
    expect(await asPerson(folder)).toMatchObject({ found: [], left: [] })
  })
})
