import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { Terminal } from '@xterm/xterm'
import { documentWithSheets } from './document-with-sheets.ts'

/** A terminal on the page. */
export type TerminalScreen = {
  print(text: string): void
  size(): { rows: number; cols: number }
  focus(): void
  close(): void
}

type Hears = {
  onType(text: string): void
  onResize(size: { rows: number; cols: number }): void
  /** The person wants to leave by keyboard: Tab belongs to the shell, so there is a key of its own. */
  onLeave(): void
}

/** Draws a terminal in a box that it fills. What the shell prints can only draw: no links, no titles, no clipboard. */
export function openScreen(box: HTMLElement, hears: Hears): TerminalScreen {
  const sheets = documentWithSheets(document)
  const terminal = new Terminal({
    documentOverride: sheets.document,
    fontFamily: '"JetBrains Mono Variable", monospace',
    fontSize: 13,
    screenReaderMode: true,
    scrollback: 5000,
    linkHandler: null,
    theme: { background: '#15181d', foreground: '#e6e9ee', cursor: '#8fd3dc', selectionBackground: '#33505a' },
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  sheets.during(() => terminal.open(box))
  fit.fit()
  terminal.onData(text => hears.onType(text))
  terminal.onResize(({ rows, cols }) => hears.onResize({ rows, cols }))
  terminal.attachCustomKeyEventHandler(event => {
    // With something marked, the copy key copies; without, it is the shell's.
    if (isCopy(event) && terminal.hasSelection()) return false
    if (event.key !== 'Escape' || !event.shiftKey) return true
    if (event.type === 'keydown') hears.onLeave()
    return false
  })
  const watch = new ResizeObserver(() => fit.fit())
  watch.observe(box)
  return {
    print: text => terminal.write(text),
    size: () => ({ rows: terminal.rows, cols: terminal.cols }),
    focus: () => terminal.focus(),
    close: () => {
      watch.disconnect()
      terminal.dispose()
      sheets.drop()
    },
  }
}

const isCopy = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'c'
