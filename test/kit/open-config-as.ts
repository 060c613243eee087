/** Opens the config of a folder as whoever runs this, and prints what it came to: `open-config-as.ts FOLDER`. */
import { inspectFiles } from '../../src-main/config/node/file-guard.ts'
import { openConfig } from '../../src-main/config/node/open-config.ts'
import { sealWith } from '../../src-main/config/node/seal.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'

const home = process.argv[2] ?? ''
const found: string[] = []
const audit = async ({ paths }: { paths: string[] }): Promise<void> => void found.push(...paths)
const desk = await openConfig({ home, clock: systemClock, audit, ...sealWith(Buffer.alloc(32, 7)) })
const edit = await desk.edit(['approvals', 'mode'], 'strict', { who: 'owner', door: 'test' })
const left = (await inspectFiles(home)).map(({ path, problem }) => `${path.slice(home.length + 1)}: ${problem}`)
console.log(
  JSON.stringify({
    found,
    left,
    pending: desk.pending()?.reason ?? null,
    mode: desk.current().approvals.mode,
    edit: edit.status,
  }),
)
