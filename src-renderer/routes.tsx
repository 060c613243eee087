import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ActivityScreen } from './screens/activity/activity-screen.tsx'
import { ApprovalsScreen } from './screens/approvals/approvals-screen.tsx'
import { ChatScreen } from './screens/chat/chat-screen.tsx'
import { FrameScreen } from './screens/frame/frame-screen.tsx'
import { HealthScreen } from './screens/health/health-screen.tsx'
import { IncidentsScreen } from './screens/incidents/incidents-screen.tsx'
import { PopupScreen } from './screens/popup/popup-screen.tsx'
import { SandboxesScreen } from './screens/sandboxes/sandboxes-screen.tsx'
import { SecretsScreen } from './screens/secrets/secrets-screen.tsx'
import { SessionsScreen } from './screens/sessions/sessions-screen.tsx'
import { SettingsScreen } from './screens/settings/settings-screen.tsx'

const root = createRootRoute()
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: FrameScreen })
const page = <P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => frame, path, component })

const popup = createRoute({ getParentRoute: () => root, path: '/popup', component: PopupScreen })
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/chat' })
  },
})

const tree = root.addChildren([
  home,
  popup,
  frame.addChildren([
    page('/chat', ChatScreen),
    page('/chat/$session', ChatScreen),
    page('/approvals', ApprovalsScreen),
    page('/sessions', SessionsScreen),
    page('/activity', ActivityScreen),
    page('/sandboxes', SandboxesScreen),
    page('/secrets', SecretsScreen),
    page('/incidents', IncidentsScreen),
    page('/health', HealthScreen),
    page('/settings', SettingsScreen),
  ]),
])

/** Where each address of the page leads. The part after `#` only: the window is a file, not a server. */
export function makeRouter() {
  return createRouter({ routeTree: tree, history: createHashHistory() })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
