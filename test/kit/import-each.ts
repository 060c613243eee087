/**
 * Imports the files named on its command line one after the other and prints, as JSON, what any of them did by being
 * imported: printed, listened, left something running, touched the environment. Run as a process of its own.
 */
import { pathToFileURL } from 'node:url'

interface Look {
  readonly running: string
  readonly listeners: string
  readonly env: string
}

/** Loading a module uses files and threads for a moment; what keeps a process alive is what counts. */
const HARMLESS = /^(FSReqPromise|FSReqCallback|CloseReq|PipeWrap|TTYWrap|MessagePort|FileHandle)$/

function look(): Look {
  return {
    running: process
      .getActiveResourcesInfo()
      .filter(name => !HARMLESS.test(name))
      .sort()
      .join(),
    listeners: process
      .eventNames()
      .map(name => `${String(name)}:${process.listenerCount(name)}`)
      .sort()
      .join(),
    env: JSON.stringify(process.env),
  }
}

const print = process.stdout.write.bind(process.stdout)
let printed = ''
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: unknown) => {
    printed += String(chunk)
    return true
  }
}

const deeds: string[] = []
for (const file of process.argv.slice(2)) {
  const before = look()
  try {
    await import(pathToFileURL(file).href)
  } catch (error) {
    deeds.push(`${file}: cannot be imported: ${error instanceof Error ? error.message : error}`)
    continue
  }
  const after = look()
  for (const key of ['running', 'listeners', 'env'] as const) {
    if (before[key] !== after[key])
      deeds.push(`${file}: ${key} was "${before[key].slice(0, 200)}", is "${after[key].slice(0, 200)}"`)
  }
  if (printed !== '') deeds.push(`${file}: printed ${printed.slice(0, 200)}`)
  printed = ''
}
print(JSON.stringify(deeds))
