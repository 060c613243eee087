import { accessRoutes } from './routes/access.ts'
import { approvalRoutes } from './routes/approvals.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { statusRoutes } from './routes/status.ts'
import type { RouteTable } from './wire/route.ts'

/** Everything people can call, through the window, the tray, the CLI or the dashboard; each route names its doors. */
export const peopleApi = {
  ...statusRoutes,
  ...accessRoutes,
  ...approvalRoutes,
  ...sessionRoutes,
} satisfies RouteTable
