import { Button as BaseButton } from '@base-ui/react/button'
import type { ReactNode, Ref } from 'react'

/** How much a button asks to be pressed. */
export type ButtonTone = 'plain' | 'accent' | 'danger' | 'quiet'

const tones: Record<ButtonTone, string> = {
  plain: 'border border-edge/60 bg-surface text-ink hover:bg-hover',
  accent: 'border border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  danger: 'border border-danger/60 bg-surface text-danger hover:bg-danger-wash',
  quiet: 'border border-transparent text-soft hover:bg-hover hover:text-ink',
}
const sizes = {
  small: 'h-7 px-2.5 text-xs gap-1.5',
  normal: 'h-8.5 px-3.5 text-[13px] gap-2',
  icon: 'size-8.5 justify-center',
}

/** The look of a button, for parts that are not a `Button` but should look like one. */
export function buttonLook(tone: ButtonTone, size: keyof typeof sizes = 'normal'): string {
  return `relative inline-flex shrink-0 select-none items-center justify-center rounded-lg font-medium whitespace-nowrap transition-colors duration-100 focus-visible:z-1
    data-disabled:border-line data-disabled:bg-sunken data-disabled:text-faint ${tones[tone]} ${sizes[size]}`
}

type Props = {
  children: ReactNode
  tone?: ButtonTone
  size?: keyof typeof sizes
  disabled?: boolean
  type?: 'button' | 'submit'
  label?: string
  describedBy?: string | undefined
  className?: string
  ref?: Ref<HTMLButtonElement>
  onPress?: () => void
}

/** A push button. A disabled one keeps its place in the tab order, so that a screen reader can find it and say why. */
export function Button(props: Props): ReactNode {
  const { children, tone = 'plain', size = 'normal', disabled = false, type = 'button', className = '' } = props
  return (
    <BaseButton
      ref={props.ref}
      type={type}
      disabled={disabled}
      focusableWhenDisabled
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={size === 'icon' ? props.label : undefined}
      className={`${buttonLook(tone, size)} ${className}`}
      onClick={props.onPress}
    >
      {children}
    </BaseButton>
  )
}
