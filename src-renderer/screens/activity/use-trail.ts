import { useState } from 'react'
import type { AuditQuery, AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import { useFeed, usePages } from '../../api/context.tsx'
import type { FeedView } from '../../api/feed.ts'
import { KEEP_TAIL, reduceTail } from '../../api/reduce-tail.ts'

const PAGE = 100

/** The newest records as they are written, oldest first. */
export function useTail(): FeedView<AuditRecord[]> {
  return useFeed('audit.tail', { last: Math.min(PAGE, KEEP_TAIL) }, reduceTail)
}

/**
 * Records that match, newest first, a page at a time. `before` is the oldest number that is already on the page; null
 * begins at the newest; while it is not known nothing is asked. With a number, nothing is asked until the person wants more.
 */
export function useTrail(query: AuditQuery, before: number | null | undefined) {
  // The tail grows while the person reads; older pages hang on where it began when they were first asked for.
  const [anchor, setAnchor] = useState<number | null | undefined>(before === null ? null : undefined)
  const pages = usePages('audit.search', { ...query, limit: PAGE }, anchor, oldest)
  const records = pages.data?.pages.flat() ?? []
  const begun = anchor !== undefined
  return {
    records,
    ready: pages.isSuccess,
    fault: pages.error,
    busy: pages.isFetching,
    more: begun ? pages.hasNextPage : before !== undefined && before !== null && before > 1,
    loadMore: () => (begun ? void pages.fetchNextPage() : setAnchor(before)),
  }
}

const oldest = (page: readonly AuditRecord[]): number | undefined => (page.length < PAGE ? undefined : page.at(-1)?.seq)
