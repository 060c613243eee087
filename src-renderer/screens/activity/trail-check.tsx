import { ShieldCheck, ShieldX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { AuditCheck } from '../../../src-main/contract/model/audit-check.ts'
import { useAsk } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { findingWords, activityWords as words } from '../../words/activity.ts'
import { frameWords } from '../../words/frame.ts'

/** Proves on request that the trail is as it was written. */
export function TrailCheck(): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.verify}</Button>
      {open && <Checking onClose={() => setOpen(false)} />}
    </>
  )
}

function Checking({ onClose }: { onClose: () => void }): ReactNode {
  const check = useAsk('audit.verify', {}, { fresh: true })
  return (
    <Modal open title={words.verify} onClose={onClose} footer={<Button onPress={onClose}>{frameWords.close}</Button>}>
      <div role="status" className="text-[13px]">
        {check.isFetching && words.verifying}
        {!check.isFetching && check.data && <Outcome check={check.data} />}
        {check.error && <FaultNote fault={check.error} />}
      </div>
    </Modal>
  )
}

function Outcome({ check }: { check: AuditCheck }): ReactNode {
  const Icon = check.intact ? ShieldCheck : ShieldX
  return (
    <div className="flex items-start gap-3">
      <Icon aria-hidden className={`size-6 shrink-0 ${check.intact ? 'text-good' : 'text-danger'}`} />
      <div className="min-w-0">
        <p className="font-medium">{check.intact ? words.intact(check.records) : words.broken}</p>
        <ul className="mt-1 text-soft">
          {check.findings.map(finding => (
            <li key={`${finding.segment}:${finding.line ?? 0}:${finding.code}`}>
              {findingWords[finding.code]}{' '}
              <span className="font-mono text-xs">
                <Honest text={[finding.segment, finding.line].filter(Boolean).join(':')} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
