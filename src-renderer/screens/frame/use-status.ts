import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { useFeed } from '../../api/context.tsx'
import type { FeedView } from '../../api/feed.ts'

/** The state of the house; each change is the whole of it. */
export function useStatus(): FeedView<KeeperStatus> {
  return useFeed('status.watch', {}, latest)
}

const latest = (_: KeeperStatus, next: KeeperStatus): KeeperStatus => next

/** Whether the gateway is known not to run, so that nothing it did goes on. */
export function useHalted(): boolean {
  const { data: status } = useStatus()
  return status !== undefined && status.gateway.state !== 'running'
}

/** Whether the built-in practice model answers. */
export function isPractice(status: KeeperStatus | undefined): boolean {
  return /practice/i.test(status?.model ?? '')
}
