import { record } from './record.ts'
import { stage } from './stage.ts'
import { HostObject, strict } from './strict.ts'
import { WebContents } from './web-contents.ts'

function asked<T>(method: string, args: unknown[], answer: T): T {
  record.dialogs.push({ method, options: args.at(-1) ?? {} })
  return answer
}

/** The module's `dialog`: every question is recorded and answered as a person who cancels would. Tests replace its members. */
export const dialog = strict('dialog', {
  showOpenDialog: async (...args: unknown[]) =>
    asked('showOpenDialog', args, { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async (...args: unknown[]) => asked('showSaveDialog', args, { canceled: true, filePath: '' }),
  showMessageBox: async (...args: unknown[]) =>
    asked('showMessageBox', args, { response: cancelOf(args), checkboxChecked: false }),
  showOpenDialogSync: (...args: unknown[]): string[] | undefined => asked('showOpenDialogSync', args, undefined),
  showSaveDialogSync: (...args: unknown[]): string => asked('showSaveDialogSync', args, ''),
  showMessageBoxSync: (...args: unknown[]): number => asked('showMessageBoxSync', args, cancelOf(args)),
  showErrorBox: (title: string, content: string): void => asked('showErrorBox', [{ title, content }], undefined),
})

function cancelOf(args: unknown[]): number {
  const { cancelId = 0 } = (args.at(-1) ?? {}) as { cancelId?: number }
  return cancelId
}

/** The module's `shell`: nothing leaves the host; what was opened is recorded. */
export const shell = strict('shell', {
  openExternal: async (url: string, _options?: object): Promise<void> => void record.openedUrls.push(url),
  openPath: async (path: string): Promise<string> => {
    record.openedPaths.push(path)
    return ''
  },
  showItemInFolder: (path: string): void => void record.openedPaths.push(path),
  trashItem: async (path: string): Promise<void> => {
    throw new Error(`electron-host: shell.trashItem is not implemented (${path})`)
  },
  beep: (): void => {},
})

let copied = ''

/** The module's `clipboard`: a memory of its own, and promises, as Electron 45 has them. */
export const clipboard = strict('clipboard', {
  readText: async (): Promise<string> => copied,
  writeText: async (text: string): Promise<void> => {
    copied = text
  },
  has: async (type: string): Promise<boolean> => type === 'text/plain' && copied !== '',
  clear: (): void => {
    copied = ''
  },
})

const shortcuts = new Map<string, () => void>()

/** The shortcuts that are registered, for tests to press. */
export function allShortcuts(): Map<string, () => void> {
  return shortcuts
}

/** The module's `globalShortcut`. */
export const globalShortcut = strict('globalShortcut', {
  register: (accelerator: string, callback: () => void): boolean => {
    if (shortcuts.has(accelerator)) return false
    shortcuts.set(accelerator, callback)
    return true
  },
  registerAll: (accelerators: string[], callback: () => void): void => {
    for (const accelerator of accelerators) shortcuts.set(accelerator, callback)
  },
  isRegistered: (accelerator: string): boolean => shortcuts.has(accelerator),
  unregister: (accelerator: string): void => void shortcuts.delete(accelerator),
  unregisterAll: (): void => shortcuts.clear(),
})

/** The module's `powerMonitor`: tests emit `suspend`, `resume`, `lock-screen` and the like on it. */
export class PowerMonitor extends HostObject {
  onBatteryPower = false

  isOnBatteryPower(): boolean {
    return this.onBatteryPower
  }

  getSystemIdleTime(): number {
    return 0
  }

  getSystemIdleState(_idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown' {
    return 'active'
  }

  getCurrentThermalState(): 'nominal' {
    return 'nominal'
  }
}

/** The module's `nativeTheme`: what is chosen here reaches `prefers-color-scheme` in every page. */
export class NativeTheme extends HostObject {
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  #source: 'system' | 'light' | 'dark' = 'system'

  constructor() {
    super()
    stage.signals.on('contents-created', (page: WebContents) => {
      if (this.#source !== 'system') this.#paint(page)
    })
  }

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source
    for (const page of WebContents.getAllWebContents()) this.#paint(page)
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.shouldUseDarkColors
  }

  #paint(page: WebContents): void {
    const features = [{ name: 'prefers-color-scheme', value: this.#source === 'system' ? '' : this.#source }]
    page._with(async ({ session }) => void (await session.send('Emulation.setEmulatedMedia', { features })))
  }
}

/** The module's `screen`: one display. */
export class Screen extends HostObject {
  getPrimaryDisplay(): {
    id: number
    bounds: object
    workArea: object
    workAreaSize: object
    size: object
    scaleFactor: number
    rotation: number
  } {
    const area = { x: 0, y: 0, width: 1280, height: 800 }
    const size = { width: 1280, height: 800 }
    return { id: 1, bounds: area, workArea: area, workAreaSize: size, size, scaleFactor: 1, rotation: 0 }
  }

  getAllDisplays(): object[] {
    return [this.getPrimaryDisplay()]
  }

  getDisplayNearestPoint(_point: object): object {
    return this.getPrimaryDisplay()
  }

  getDisplayMatching(_rect: object): object {
    return this.getPrimaryDisplay()
  }

  getCursorScreenPoint(): { x: number; y: number } {
    return { x: 0, y: 0 }
  }
}
