import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { type ButtonTone, buttonLook } from './button.tsx'

/** One line of a menu. */
export type Choice = { label: string; note?: string; tone?: 'danger'; disabled?: boolean; onPick: () => void }

type Props = {
  label: string
  trigger: ReactNode
  choices: readonly Choice[]
  tone?: ButtonTone
  size?: 'small' | 'normal' | 'icon'
  disabled?: boolean
  className?: string
}

/** A button that opens a short list of things to do. */
export function Choices({
  label,
  trigger,
  choices,
  tone = 'plain',
  size = 'icon',
  disabled = false,
  className = '',
}: Props): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={disabled}
        aria-label={label}
        title={label}
        className={`${buttonLook(tone, size)} ${className}`}
      >
        {trigger}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className="z-20">
          <Menu.Popup className="min-w-52 max-w-80 rounded-xl border border-line bg-raised p-1 shadow-float outline-none">
            {choices.map(choice => (
              <Menu.Item
                key={choice.label}
                disabled={choice.disabled ?? false}
                onClick={choice.onPick}
                className={`cursor-default rounded-lg px-3 py-1.5 text-[13px] outline-none select-none data-disabled:text-faint data-highlighted:bg-hover ${choice.tone === 'danger' ? 'text-danger' : ''}`}
              >
                {choice.label}
                {choice.note && <span className="block text-xs text-soft">{choice.note}</span>}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
