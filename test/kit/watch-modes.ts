import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Looks at every name below a folder as fast as it can, from another process, and reports what others could read. */
export function watchModes(folder: string): { end: () => Promise<{ seen: string[]; open: string[] }> } {
  const script = `
    const { lstatSync, readdirSync } = require('node:fs')
    const { join } = require('node:path')
    const seen = new Set(), open = new Set()
    const look = path => {
      try {
        const found = lstatSync(path)
        seen.add(path)
        if (found.mode & 0o077) open.add(path + ' ' + (found.mode & 0o777).toString(8))
        if (found.isDirectory()) for (const name of readdirSync(path)) look(join(path, name))
      } catch {}
    }
    let stop = false
    process.on('message', () => { stop = true })
    const round = () => {
      for (let again = 0; again < 20; again++) look(process.argv[1])
      if (!stop) return setImmediate(round)
      process.send({ seen: [...seen], open: [...open] })
      process.disconnect()
    }
    round()`
  const child = spawn(process.execPath, ['-e', script, folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    end: async () => {
      const [report] = await Promise.all([once(child, 'message'), child.send('stop')])
      return report[0]
    },
  }
}
