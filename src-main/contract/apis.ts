import { accessRoutes } from './routes/access.ts'
import { approvalRoutes } from './routes/approvals.ts'
import { auditRoutes } from './routes/audit.ts'
import { configRoutes } from './routes/config.ts'
import { elevationRoutes } from './routes/elevations.ts'
import { grantRoutes } from './routes/grants.ts'
import { incidentRoutes } from './routes/incident.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import { secretRoutes } from './routes/secrets.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { statusRoutes } from './routes/status.ts'
import type { RouteTable } from './wire/route.ts'

/** Everything people can call, through the window, the tray, the CLI or the dashboard; each route names its doors. */
export const peopleApi = {
  ...statusRoutes,
  ...accessRoutes,
  ...approvalRoutes,
  ...grantRoutes,
  ...elevationRoutes,
  ...auditRoutes,
  ...incidentRoutes,
  ...sessionRoutes,
  ...secretRoutes,
  ...sandboxRoutes,
  ...configRoutes,
} satisfies RouteTable
