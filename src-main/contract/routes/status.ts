import { z } from 'zod'
import { KeeperStatus } from '../model/status.ts'
import { command, feed, nothing, type RouteTable } from '../wire/route.ts'

/** The state of the house, and starting and stopping its gateway. Stopping never needs proof of a person. */
export const statusRoutes = {
  'status.watch': feed({
    from: ['window', 'tray', 'cli', 'dashboard'],
    input: nothing,
    snapshot: KeeperStatus,
    change: KeeperStatus,
  }),
  'gateway.start': command({ from: ['window', 'tray', 'cli', 'dashboard'], input: nothing, output: nothing }),
  'gateway.stop': command({ from: ['window', 'tray', 'cli', 'dashboard'], input: nothing, output: nothing }),
  'gateway.restart': command({ from: ['window', 'tray', 'cli', 'dashboard'], input: nothing, output: nothing }),
  'keeper.shutdown': command({ from: ['window', 'tray', 'cli'], input: nothing, output: nothing }),
  'dashboard.link': command({
    from: ['window', 'tray', 'cli'],
    input: nothing,
    output: z.strictObject({ url: z.string() }),
  }),
} satisfies RouteTable
