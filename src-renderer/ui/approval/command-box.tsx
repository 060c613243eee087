import { ChevronDown, Copy, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { approvalWords as words } from '../../words/approval.ts'
import { Honest } from '../honest.tsx'
import { honestString, warningsIn } from '../honest-text.ts'

type Props = { text: string; label: string; onReadToEnd: () => void }

/** The whole command: every line numbered, nothing cut, and word of when its end has been in view. */
export function CommandBox({ text, label, onReadToEnd }: Props): ReactNode {
  const box = useRef<HTMLElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const [atEnd, setAtEnd] = useState(false)
  const lines = text.split('\n')

  useEffect(() => {
    if (box.current) box.current.scrollTop = 0
    setAtEnd(false)
    if (!end.current) return
    // The viewport as root: the end counts only if neither this box nor the page around it hides it.
    const observer = new IntersectionObserver(entries => {
      const seen = entries.at(-1)?.isIntersecting ?? false
      setAtEnd(seen)
      if (seen) onReadToEnd()
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [text])

  return (
    <div>
      <div className="relative overflow-hidden rounded-lg border border-line bg-sunken">
        <section
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long command has to be scrolled by keyboard too
          tabIndex={0}
          aria-label={label}
          className="max-h-56 overflow-y-auto py-2.5 pr-9 font-mono text-[13px] leading-[1.55] select-text focus-visible:outline-offset-[-2px]"
        >
          {lines.map((line, at) => (
            <div key={at} className="flex">
              {lines.length > 1 && (
                <span
                  aria-hidden
                  className="w-9 shrink-0 pr-2.5 text-right text-xs leading-[inherit] text-faint select-none"
                >
                  {at + 1}
                </span>
              )}
              <code className={`min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere ${lines.length > 1 ? '' : 'pl-3'}`}>
                <Honest text={line} />
                {at === lines.length - 1 && <span ref={end} className="inline-block h-px w-px" />}
              </code>
            </div>
          ))}
        </section>
        <CopyButton text={text} />
        {!atEnd && <MoreBelow onPress={() => box.current?.scrollBy({ top: box.current.clientHeight * 0.8 })} />}
      </div>
      <Warnings text={text} />
    </div>
  )
}

/** Copies the escaped text: what is pasted must be what was read. */
function CopyButton({ text }: { text: string }): ReactNode {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(honestString(text).replaceAll('⟨TAB⟩', '\t'))
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  const label = copied ? words.copied : words.copy
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => void copy()}
      className="absolute top-1.5 right-2.5 rounded-md p-1.5 text-faint hover:bg-hover hover:text-ink"
    >
      <Copy aria-hidden className="size-3.5" />
    </button>
  )
}

function MoreBelow({ onPress }: { onPress: () => void }): ReactNode {
  return (
    <button
      type="button"
      onClick={onPress}
      className="flex w-full items-center justify-center gap-1.5 border-t border-line bg-warn-wash py-1 text-xs font-medium text-warn"
    >
      <ChevronDown aria-hidden className="size-3.5" />
      {words.readOn}
    </button>
  )
}

function Warnings({ text }: { text: string }): ReactNode {
  const warnings = useMemo(() => warningsIn(text), [text])
  if (warnings.length === 0) return null
  return (
    <div className="mt-2 flex items-start gap-2 rounded-lg bg-danger-wash px-3 py-2 text-[13px]">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div>
        <p className="font-medium text-danger">{words.warning}</p>
        {warnings.map(warning => (
          <p key={warning} className="text-soft">
            {warning}
          </p>
        ))}
      </div>
    </div>
  )
}
