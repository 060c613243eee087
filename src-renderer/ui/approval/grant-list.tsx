import { CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import type { GrantView } from '../../../src-main/contract/model/grant.ts'
import { endLine, givenLine, hasExpired, usedLine, grantWords as words } from '../../words/grants.ts'
import { dayAndTime } from '../../words/time.ts'
import { Button } from '../button.tsx'
import { Chip } from '../chip.tsx'
import { Honest } from '../honest.tsx'
import { useNow } from '../use-now.ts'

type Props = { grants: readonly GrantView[]; onTakeBack: (grant: GrantView) => void }

/** Lasting answers: what each lets through or refuses, who gave it, and when it last mattered. */
export function GrantList({ grants, onTakeBack }: Props): ReactNode {
  const now = useNow(30_000)
  return (
    <ul aria-label={words.title} className="divide-y divide-line">
      {grants.map(grant => (
        <Row key={grant.id} grant={grant} now={now} onTakeBack={() => onTakeBack(grant)} />
      ))}
    </ul>
  )
}

function Row({ grant, now, onTakeBack }: { grant: GrantView; now: number; onTakeBack: () => void }): ReactNode {
  return (
    <li className="flex items-start gap-3 py-3">
      <span className="w-12 shrink-0">
        <EffectMark effect={grant.effect} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
          <span className="font-medium wrap-anywhere select-text">
            <Honest text={grant.words} />
          </span>
          {hasExpired(grant.expiresAt, now) && <Chip>{words.expired}</Chip>}
          {grant.stale && <Chip tone="warn">{words.stale}</Chip>}
        </p>
        <Facts grant={grant} now={now} />
      </div>
      <Button size="small" label={words.takeBackOne(grant.words)} onPress={onTakeBack}>
        {words.takeBack}
      </Button>
    </li>
  )
}

function EffectMark({ effect }: Pick<GrantView, 'effect'>): ReactNode {
  const Icon = effect === 'allow' ? CircleCheck : CircleSlash
  return (
    <Chip tone={effect === 'allow' ? 'good' : 'danger'}>
      <Icon aria-hidden className="size-3.5" />
      {words.effect[effect]}
    </Chip>
  )
}

function Facts({ grant, now }: { grant: GrantView; now: number }): ReactNode {
  const exactly = (at: number | null): string | undefined => (at === null ? undefined : dayAndTime(at))
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-soft">
      <span>
        <Honest text={grant.agent === '*' ? words.anyAgent : words.agent(grant.agent)} />
      </span>
      <span title={exactly(grant.givenAt)}>
        <Honest text={givenLine(grant, now)} />
      </span>
      <span title={exactly(grant.lastUsedAt)}>{usedLine(grant, now)}</span>
      <span>{endLine(grant.expiresAt)}</span>
    </p>
  )
}
