import { ArrowUp, Square } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { chatWords as words } from '../../words/chat.ts'
import { Button } from '../button.tsx'

/** What a screen can do to the composer. */
export type ComposerHandle = { fill(text: string): void; focus(): void }

type Props = {
  running: boolean
  disabled: boolean
  onSend: (text: string) => void
  onStop: () => void
  ref?: Ref<ComposerHandle>
}

/** Where a person writes. Enter sends; while the agent works, the same place stops it. */
export function Composer({ running, disabled, onSend, onStop, ref }: Props): ReactNode {
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({
    fill: next => {
      setText(next)
      area.current?.focus()
    },
    focus: () => area.current?.focus(),
  }))
  const send = (): void => {
    if (disabled || text.trim() === '') return
    onSend(text.trim())
    setText('')
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className="rounded-2xl border border-edge/70 bg-raised p-2 shadow-card focus-within:border-accent">
      <label htmlFor="message" className="sr-only">
        {words.message}
      </label>
      <textarea
        id="message"
        ref={area}
        rows={1}
        value={text}
        maxLength={100_000}
        aria-describedby="message-hint"
        placeholder={words.placeholder}
        onChange={event => setText(event.target.value)}
        onKeyDown={onKey}
        className="field-sizing-content max-h-48 min-h-9 w-full resize-none bg-transparent px-2 py-1.5 leading-6 outline-none placeholder:text-faint"
      />
      <div className="flex items-center gap-2 pl-2">
        <p id="message-hint" className="flex-1 text-xs text-soft">
          {words.hint}
        </p>
        {running && (
          <Button size="small" onPress={onStop}>
            <Square aria-hidden className="size-3 fill-current" />
            {words.stop}
          </Button>
        )}
        <Button size="icon" tone="accent" label={words.send} disabled={disabled || text.trim() === ''} onPress={send}>
          <ArrowUp aria-hidden className="size-4.5" />
        </Button>
      </div>
    </div>
  )
}
