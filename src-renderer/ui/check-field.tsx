import { Checkbox } from '@base-ui/react/checkbox'
import { Field } from '@base-ui/react/field'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something a person ticks to say that it is so. */
export function CheckField({
  label,
  on,
  onChange,
}: {
  label: string
  on: boolean
  onChange: (on: boolean) => void
}): ReactNode {
  return (
    <Field.Root>
      <Field.Label className="flex items-start gap-2.5 text-[13px]">
        <Checkbox.Root
          checked={on}
          onCheckedChange={onChange}
          className="mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded border border-edge bg-surface data-checked:border-accent data-checked:bg-accent"
        >
          <Checkbox.Indicator>
            <Check aria-hidden className="size-3.5 text-on-accent" strokeWidth={3} />
          </Checkbox.Indicator>
        </Checkbox.Root>
        {label}
      </Field.Label>
    </Field.Root>
  )
}
