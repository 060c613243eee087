import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, OctagonX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KillLevel } from '../../../src-main/contract/model/incident.ts'
import { useCommand, useOffered } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { FloatingFault } from '../../ui/floating-fault.tsx'
import { incidentWords as words } from '../../words/incidents.ts'
import { useIncident } from './use-incident.ts'

/** Stops everything with one press: no question first, because stopping is safe and waiting may not be. */
export function KillButton(): ReactNode {
  return useOffered('incident.kill') ? <Switch /> : null
}

function Switch(): ReactNode {
  const { data: incident } = useIncident()
  const kill = useCommand('incident.kill')
  const navigate = useNavigate()
  const pulling = kill.isPending || (incident?.pulling ?? null) !== null
  const pull = (level: KillLevel): void => {
    kill.mutate({ level })
    void navigate({ to: '/incidents' })
  }
  return (
    <span className="ml-1 flex">
      <Button tone="danger" disabled={pulling} onPress={() => pull('all')} className="rounded-r-none">
        <OctagonX aria-hidden className="size-4" />
        {pulling ? words.stopping : words.stopAll}
      </Button>
      <Choices
        label={words.stopMore}
        trigger={<ChevronDown aria-hidden className="size-4" />}
        tone="danger"
        className="-ml-px w-8 rounded-l-none"
        choices={[
          { label: words.stopTools, note: words.stopToolsNote, onPick: () => pull('tools') },
          { label: words.stopNetwork, note: words.stopNetworkNote, onPick: () => pull('network') },
        ]}
      />
      <FloatingFault fault={kill.error} onDismiss={kill.reset} />
    </span>
  )
}
