import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef, useState } from 'react'
import type { AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import { activityWords as words } from '../../words/activity.ts'
import { ActivityRow } from './activity-row.tsx'

/** Height of a folded row; open ones are measured. */
const ROW_PX = 41

/** Records newest first. Only the rows in view exist, so that a long trail stays quick. */
export function ActivityList({ records, footer }: { records: readonly AuditRecord[]; footer?: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: at => records[at]?.seq ?? at,
    overscan: 12,
  })
  return (
    <section
      ref={box}
      aria-label={words.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list has to be scrolled by keyboard too
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(item => {
          const record = records[item.index]
          if (!record) return null
          return (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              aria-setsize={records.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0 border-b border-line"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ActivityRow
                record={record}
                open={open === record.seq}
                onToggle={() => setOpen(open === record.seq ? null : record.seq)}
              />
            </li>
          )
        })}
      </ul>
      {footer && <div className="flex justify-center py-4">{footer}</div>}
    </section>
  )
}
