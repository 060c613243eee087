import { randomUUID } from 'node:crypto'
import { type FSWatcher, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second instance tells the first. */
export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/**
 * One instance per data folder. A file names the first; an inbox folder takes word from the others, because the
 * question must be answered synchronously and the asker exits at once, which rules a socket out.
 */
export class InstanceLock {
  readonly #file: string
  readonly #inbox: string
  #watcher: FSWatcher | undefined

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#file = join(folder, 'electron-host.lock')
    this.#inbox = join(folder, 'electron-host.inbox')
  }

  /** Takes the lock and listens, or leaves word with the instance that has it. */
  request(word: SecondInstance, onWord: (word: SecondInstance) => void): boolean {
    if (!this.#take()) {
      const path = join(this.#inbox, randomUUID())
      writeFileSync(`${path}.part`, JSON.stringify(word))
      renameSync(`${path}.part`, `${path}.json`)
      return false
    }
    rmSync(this.#inbox, { recursive: true, force: true })
    mkdirSync(this.#inbox, { recursive: true })
    this.#watcher = watch(this.#inbox, () => this.#read(onWord))
    // The lock must not keep a finished application alive.
    this.#watcher.unref()
    return true
  }

  release(): void {
    if (!this.#watcher) return
    this.#watcher.close()
    this.#watcher = undefined
    rmSync(this.#file, { force: true })
    rmSync(this.#inbox, { recursive: true, force: true })
  }

  #take(): boolean {
    for (let tries = 0; tries < 2; tries++) {
      try {
        writeFileSync(this.#file, String(process.pid), { flag: 'wx' })
        return true
      } catch {
        // Somebody's: theirs as long as they live.
        if (isAlive(Number(readFileSync(this.#file, 'utf8')))) return false
        rmSync(this.#file, { force: true })
      }
    }
    return false
  }

  #read(onWord: (word: SecondInstance) => void): void {
    for (const name of readdirSync(this.#inbox).filter(name => name.endsWith('.json'))) {
      const path = join(this.#inbox, name)
      const word = JSON.parse(readFileSync(path, 'utf8')) as SecondInstance
      rmSync(path)
      onWord(word)
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    // No such process.
    return false
  }
}
