import { type ReactNode, useState } from 'react'
import { useCommand, useOffered } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ThemePicker } from '../../ui/theme-picker.tsx'
import { configWords } from '../../words/config.ts'
import { settingsWords as words } from '../../words/settings.ts'
import { useStatus } from '../frame/use-status.ts'
import { ConfigHistory } from './config-history.tsx'
import { ConfigSections } from './config-sections.tsx'
import { ModelForm } from './model-form.tsx'
import { PinForm } from './pin-form.tsx'
import { useConfig } from './use-config.ts'

/** What a person may set. */
export function SettingsScreen(): ReactNode {
  const { data: status } = useStatus()
  const link = useOffered('dashboard.link')
  const config = useConfig()
  return (
    <Page title={words.title}>
      {config.fault && <FaultNote fault={config.fault} />}
      {config.data && (
        <>
          <Section title={configWords.model} note={configWords.modelBody}>
            <ModelForm config={config.data.config} />
          </Section>
          <ConfigSections config={config.data.config} />
        </>
      )}
      <Section title={words.appearance} note={words.appearanceBody}>
        <ThemePicker />
      </Section>
      <Section title={words.pin} note={words.pinBody}>
        {status && <PinForm pinSet={status.pinSet} />}
      </Section>
      {link && (
        <Section title={words.dashboard} note={words.dashboardBody}>
          <DashboardLink />
        </Section>
      )}
      {config.data && (
        <>
          <Section title={configWords.history} note={configWords.historyBody}>
            <ConfigHistory of="config" />
          </Section>
          <Section title={configWords.grantHistory} note={configWords.grantHistoryBody}>
            <ConfigHistory of="grants" />
          </Section>
        </>
      )}
      <Section title={words.about}>
        <p className="text-[13px] text-soft">{status && words.version(status.version)}</p>
      </Section>
    </Page>
  )
}

function DashboardLink(): ReactNode {
  const link = useCommand('dashboard.link')
  const [copied, setCopied] = useState(false)
  const copy = async (url: string): Promise<void> => {
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }
  const make = (): void => {
    setCopied(false)
    link.mutate({})
  }
  return (
    <>
      <div>
        <Button onPress={make} disabled={link.isPending}>
          {words.dashboardMake}
        </Button>
      </div>
      {link.data && (
        <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 font-mono text-xs break-all select-all">{link.data.url}</code>
          <Button size="small" onPress={() => void copy(link.data.url)}>
            {copied ? words.copied : words.copy}
          </Button>
        </div>
      )}
      {link.error && <FaultNote fault={link.error} />}
    </>
  )
}
