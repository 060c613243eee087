import { Fragment, memo, type ReactNode } from 'react'
import { Honest } from './honest.tsx'
import { type Block, type Inline, richText } from './rich-text.ts'

/** A model's answer, as text with a little form. Nothing in it can be clicked, loaded or run. */
export const RichText = memo(function RichText({ text }: { text: string }): ReactNode {
  return (
    <div className="flex flex-col gap-3 leading-relaxed wrap-anywhere select-text">
      {richText(text).map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </div>
  )
})

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p className="whitespace-pre-wrap">{runs(block.inlines)}</p>
    case 'heading':
      return <p className={`font-semibold ${block.level < 3 ? 'mt-1 text-base' : ''}`}>{runs(block.inlines)}</p>
    case 'quote':
      return (
        <blockquote className="border-l-2 border-line pl-3 whitespace-pre-wrap text-soft">
          {runs(block.inlines)}
        </blockquote>
      )
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List className={`flex flex-col gap-1 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'} marker:text-faint`}>
          {block.items.map((item, at) => (
            <li key={at} className="pl-1 whitespace-pre-wrap">
              {runs(item)}
            </li>
          ))}
        </List>
      )
    }
    case 'code':
      return <CodeBlock text={block.text} label={block.language || 'code'} />
  }
}

/** Code or output in its own box, which scrolls by keyboard. */
export function CodeBlock({ text, label, tall = false }: { text: string; label: string; tall?: boolean }): ReactNode {
  return (
    <section aria-label={label}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled text needs the keyboard
        tabIndex={0}
        className={`overflow-auto rounded-lg border border-line bg-sunken px-3 py-2.5 font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere select-text focus-visible:outline-offset-[-2px] ${tall ? 'max-h-80' : ''}`}
      >
        <code>
          <Honest text={text} honesty="prose" />
        </code>
      </pre>
    </section>
  )
}

function runs(inlines: readonly Inline[]): ReactNode {
  return inlines.map((inline, at) => <Fragment key={at}>{runOf(inline)}</Fragment>)
}

function runOf(inline: Inline): ReactNode {
  const text = <Honest text={inline.text} honesty={inline.kind === 'code' ? 'exact' : 'prose'} />
  switch (inline.kind) {
    case 'code':
      return <code className="rounded bg-sunken px-1 py-px font-mono text-[0.86em]">{text}</code>
    case 'strong':
      return <strong className="font-semibold">{text}</strong>
    case 'em':
      return <em>{text}</em>
    case 'link':
      return (
        <>
          {text} <span className="font-mono text-[0.86em] text-soft">({<Honest text={inline.url} />})</span>
        </>
      )
    default:
      return text
  }
}
