/** A document for a part that writes its style as text, and the way to take that style away again. */
export type DocumentWithSheets = {
  readonly document: Document
  /** Runs `act` while the page's own document makes elements this way too. */
  during(act: () => void): void
  drop(): void
}

/**
 * A document whose style elements keep their rules in constructed sheets. The terminal writes its colours as text into
 * style elements and style attributes, which the page's own policy refuses. Sheets and properties set by script are no
 * inline style, so nothing has to be allowed.
 */
export function documentWithSheets(real: Document): DocumentWithSheets {
  const mine = new Set<CSSStyleSheet>()
  const make = Document.prototype.createElement.bind(real) as (name: string) => HTMLElement
  // The cells that are drawn later come from the page's document too: true colours and marks are style attributes.
  const spans = (name: string): HTMLElement => (name === 'span' ? withStyleByScript(make(name)) : make(name))
  const watchSpans = (): void => {
    real.createElement = spans as typeof real.createElement
  }
  watchSpans()
  openDocuments.add(mine)
  const drop = (sheet: CSSStyleSheet): void => {
    mine.delete(sheet)
    real.adoptedStyleSheets = real.adoptedStyleSheets.filter(one => one !== sheet)
  }
  const styleElement = (): HTMLElement => {
    const sheet = new CSSStyleSheet()
    mine.add(sheet)
    real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet]
    // Even an empty style element is reported as inline style, so its place is held by one that draws nothing.
    const element = make('template')
    Object.defineProperty(element, 'textContent', { get: () => '', set: (css: string) => sheet.replaceSync(css) })
    element.remove = () => {
      drop(sheet)
      HTMLElement.prototype.remove.call(element)
    }
    return element
  }
  const create = (name: string): HTMLElement => (name === 'style' ? styleElement() : withStyleByScript(make(name)))
  return {
    document: new Proxy(real, { get: (target, key) => (key === 'createElement' ? create : read(target, key)) }),
    during: act => {
      // xterm 6.0 hands its viewport the page's document instead of the one it was given (a slip of operator order).
      real.createElement = create as typeof real.createElement
      try {
        act()
      } finally {
        watchSpans()
      }
    },
    drop: () => {
      ;[...mine].forEach(drop)
      openDocuments.delete(mine)
      if (openDocuments.size === 0) Reflect.deleteProperty(real, 'createElement')
    },
  }
}

/** One for each terminal that is open: the page's document is left as it was when the last one closes. */
const openDocuments = new Set<object>()

function withStyleByScript(element: HTMLElement): HTMLElement {
  element.setAttribute = (name, value) => {
    if (name === 'style') element.style.cssText = value
    else Element.prototype.setAttribute.call(element, name, value)
  }
  return element
}

function read(target: Document, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key, target)
  return typeof value === 'function' ? value.bind(target) : value
}
