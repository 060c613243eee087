import './no-eval.ts'
import './style.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { Connection } from './api/connection.ts'
import { ApiProvider } from './api/context.tsx'
import { inApp, pageWorld } from './api/page-world.ts'
import { pairFromAddress } from './api/pairing.ts'
import { makeRouter } from './routes.tsx'
import { Gate } from './screens/frame/gate.tsx'
import { UnlockDialog } from './screens/frame/unlock-dialog.tsx'
import { applyTheme, storedTheme } from './ui/theme.ts'

applyTheme(storedTheme())
void open()

async function open(): Promise<void> {
  const connection = new Connection(pageWorld())
  draw(connection)
  if (!inApp()) await pairFromAddress().catch(() => {}) // without a token the connection says so itself
  await connection.connect()
}

function draw(connection: Connection): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 10_000 } } })
  createRoot(root).render(
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <ApiProvider connection={connection}>
          <Gate>
            <RouterProvider router={makeRouter()} />
          </Gate>
          <UnlockDialog />
        </ApiProvider>
      </QueryClientProvider>
    </CSPProvider>,
  )
}
