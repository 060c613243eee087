import { Field } from '@base-ui/react/field'
import { Switch } from '@base-ui/react/switch'
import type { ReactNode } from 'react'

type Props = { label: string; hint?: string; on: boolean; onChange: (on: boolean) => void }

/** Something that is on or off. */
export function SwitchField({ label, hint, on, onChange }: Props): ReactNode {
  return (
    <Field.Root className="flex items-start justify-between gap-4">
      <span>
        <Field.Label nativeLabel={false} render={<div />} className="text-[13px] font-medium">
          {label}
        </Field.Label>
        {hint && <Field.Description className="text-xs text-soft">{hint}</Field.Description>}
      </span>
      <Switch.Root
        checked={on}
        onCheckedChange={onChange}
        className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent"
      >
        <Switch.Thumb className="size-3.5 rounded-full bg-edge transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
      </Switch.Root>
    </Field.Root>
  )
}
