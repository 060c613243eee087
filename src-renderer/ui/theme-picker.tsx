import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Monitor, Moon, Sun } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { settingsWords as words } from '../words/settings.ts'
import { applyTheme, storedTheme, type Theme } from './theme.ts'

const choices = [
  { value: 'system', label: words.themeSystem, icon: Monitor },
  { value: 'light', label: words.themeLight, icon: Sun },
  { value: 'dark', label: words.themeDark, icon: Moon },
] as const

/** Light, dark, or as the system says. */
export function ThemePicker(): ReactNode {
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const pick = (value: Theme): void => {
    applyTheme(value)
    setTheme(value)
  }
  return (
    <RadioGroup
      aria-label={words.theme}
      value={theme}
      onValueChange={value => pick(value as Theme)}
      className="flex gap-2"
    >
      {choices.map(({ value, label, icon: Icon }) => (
        <Radio.Root
          key={value}
          value={value}
          aria-label={label}
          className="flex h-9 items-center gap-2 rounded-lg border border-edge/60 bg-surface px-3 text-[13px] select-none hover:bg-hover data-checked:border-accent data-checked:bg-accent-wash data-checked:font-medium data-checked:text-accent"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
