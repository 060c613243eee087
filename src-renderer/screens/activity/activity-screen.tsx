import { Radio, ScrollText, SearchX } from 'lucide-react'
import { type ReactNode, useDeferredValue, useState } from 'react'
import {
  type AuditKind,
  type AuditQuery,
  AuditResult,
  auditKinds,
} from '../../../src-main/contract/model/audit-entry.ts'
import { ActivityList } from '../../ui/activity/activity-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { kindWords, resultWords, activityWords as words } from '../../words/activity.ts'
import { TrailCheck } from './trail-check.tsx'
import { useTail, useTrail } from './use-trail.ts'

const any = 'any' as const
const kinds = [{ value: any, label: words.anyKind }, ...auditKinds.map(value => ({ value, label: kindWords[value] }))]
const results = [
  { value: any, label: words.anyResult },
  ...AuditResult.options.map(value => ({ value, label: resultWords[value] })),
]

/** What happened, newest first: live while nothing is searched for. */
export function ActivityScreen(): ReactNode {
  const [text, setText] = useState('')
  const [kind, setKind] = useState<AuditKind | typeof any>(any)
  const [result, setResult] = useState<AuditResult | typeof any>(any)
  const wanted = useDeferredValue(text.trim())
  const query: AuditQuery = {
    ...(wanted !== '' && { text: wanted }),
    ...(kind !== any && { kind }),
    ...(result !== any && { result }),
  }
  const searching = Object.keys(query).length > 0
  return (
    <div className="flex h-full flex-col">
      <header className="flex flex-wrap items-center gap-3 border-b border-line px-6 py-2.5">
        <h1 className="mr-2 text-lg font-semibold tracking-tight">{words.title}</h1>
        {!searching && (
          <Chip tone="good">
            <Radio aria-hidden className="size-3" />
            {words.live}
          </Chip>
        )}
        <span className="flex-1" />
        <div className="w-60">
          <TextField
            type="search"
            label={words.search}
            placeholder={words.search}
            hideLabel
            value={text}
            onChange={setText}
          />
        </div>
        <div className="w-36">
          <SelectField label={words.kind} hideLabel value={kind} options={kinds} onChange={setKind} />
        </div>
        <div className="w-34">
          <SelectField label={words.result} hideLabel value={result} options={results} onChange={setResult} />
        </div>
        <TrailCheck />
      </header>
      {searching ? <Found query={query} /> : <Live />}
    </div>
  )
}

function Live(): ReactNode {
  const tail = useTail()
  const older = useTrail({}, tail.data?.[0]?.seq)
  if (tail.fault) return <FaultNote fault={tail.fault} />
  if (!tail.data) return null
  if (tail.data.length === 0) return <Empty icon={ScrollText} title={words.empty} body={words.emptyBody} />
  return <ActivityList records={[...tail.data.toReversed(), ...older.records]} footer={<Older trail={older} />} />
}

function Found({ query }: { query: AuditQuery }): ReactNode {
  const trail = useTrail(query, null)
  if (trail.fault) return <FaultNote fault={trail.fault} />
  if (trail.ready && trail.records.length === 0) return <Empty icon={SearchX} title={words.noMatch} />
  return <ActivityList records={trail.records} footer={<Older trail={trail} />} />
}

function Older({ trail }: { trail: ReturnType<typeof useTrail> }): ReactNode {
  if (!trail.more) return null
  return (
    <Button size="small" disabled={trail.busy} onPress={trail.loadMore}>
      {words.older}
    </Button>
  )
}
