import { Field } from '@base-ui/react/field'
import { Select } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'

/** One thing to choose, with a line of its own on what it means. */
export type Option<T extends string> = { value: T; label: string; note?: string }

type Props<T extends string> = {
  label: string
  value: T
  options: readonly Option<T>[]
  hint?: string
  disabled?: boolean
  hideLabel?: boolean
  onChange: (value: T) => void
}

/** A choice of one from a few. */
export function SelectField<T extends string>(props: Props<T>): ReactNode {
  const { label, value, options, onChange } = props
  return (
    <Field.Root className="flex flex-col gap-1">
      <Field.Label
        nativeLabel={false}
        render={<div />}
        className={props.hideLabel ? 'sr-only' : 'text-[13px] font-medium'}
      >
        {label}
      </Field.Label>
      <Select.Root
        items={options}
        value={value}
        disabled={props.disabled ?? false}
        onValueChange={next => next !== null && onChange(next)}
      >
        <Select.Trigger className="flex h-9 w-full items-center justify-between gap-2 rounded-lg border border-edge bg-surface px-3 text-left text-[13px] select-none hover:bg-hover data-disabled:text-faint">
          <Select.Value className="truncate" />
          <Select.Icon>
            <ChevronsUpDown aria-hidden className="size-3.5 text-faint" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-20 w-(--anchor-width) min-w-64">
            <Select.Popup className="max-h-(--available-height) overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-float outline-none">
              {options.map(option => (
                <Select.Item
                  key={option.value}
                  value={option.value}
                  className="grid cursor-default grid-cols-[1rem_1fr] gap-x-2 rounded-lg px-2 py-1.5 text-[13px] outline-none select-none data-highlighted:bg-hover"
                >
                  <Select.ItemIndicator className="col-start-1 pt-0.5">
                    <Check aria-hidden className="size-4 text-accent" />
                  </Select.ItemIndicator>
                  <div className="col-start-2">
                    <Select.ItemText>{option.label}</Select.ItemText>
                    {option.note && <span className="block text-xs text-soft">{option.note}</span>}
                  </div>
                </Select.Item>
              ))}
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
      {props.hint && <Field.Description className="text-xs text-soft">{props.hint}</Field.Description>}
    </Field.Root>
  )
}
