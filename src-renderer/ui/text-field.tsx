import { Field } from '@base-ui/react/field'
import type { ReactNode, Ref } from 'react'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'search'
  hint?: string
  error?: string | undefined
  placeholder?: string
  mono?: boolean
  lines?: number
  maxLength?: number
  hideLabel?: boolean
  ref?: Ref<HTMLInputElement>
}

const box =
  'w-full rounded-lg border border-edge bg-surface px-3 text-[13px] text-ink placeholder:text-faint focus-visible:outline-offset-0'

/** One line, or several, to write in. */
export function TextField(props: Props): ReactNode {
  const { label, value, onChange, type = 'text', lines = 1 } = props
  const look = `${box} ${props.mono ? 'font-mono' : ''} ${lines > 1 ? 'py-2 leading-relaxed resize-y' : 'h-9'}`
  return (
    <Field.Root invalid={props.error !== undefined} className="flex flex-col gap-1">
      <Field.Label className={props.hideLabel ? 'sr-only' : 'text-[13px] font-medium'}>{label}</Field.Label>
      <Field.Control
        ref={props.ref}
        value={value}
        type={type}
        spellCheck={false}
        autoComplete="off"
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        onValueChange={next => onChange(String(next))}
        className={look}
        {...(lines > 1 ? { render: <textarea rows={lines} /> } : {})}
      />
      {props.hint && !props.error && <Field.Description className="text-xs text-soft">{props.hint}</Field.Description>}
      {props.error && (
        <Field.Error match className="text-xs text-danger">
          {props.error}
        </Field.Error>
      )}
    </Field.Root>
  )
}
