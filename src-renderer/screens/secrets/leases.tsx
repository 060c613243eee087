import type { ReactNode } from 'react'
import { useAsk } from '../../api/context.tsx'
import { Section } from '../../ui/page.tsx'
import { secretWords as words } from '../../words/secrets.ts'
import { timeOfDay } from '../../words/time.ts'

/** Which running process may ask for which secret right now. */
export function Leases(): ReactNode {
  const leases = useAsk('secrets.leases', {}, { fresh: true })
  if (!leases.data) return null
  return (
    <div className="mt-8 border-t border-line pt-6">
      <Section title={words.leasesTitle} note={words.leasesNote}>
        {leases.data.length === 0 && <p className="text-[13px] text-soft">{words.noLeases}</p>}
        <ul className="grid gap-1 text-[13px]">
          {leases.data.map(({ secret, holder, until, uses }) => (
            <li key={`${holder}/${secret}`} className="flex flex-wrap gap-x-2 text-soft">
              <span className="font-mono text-xs font-medium text-ink">{secret}</span>
              <span>
                {holder}, {words.leaseUses(uses)}, {words.leaseUntil(timeOfDay(Date.parse(until)))}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
