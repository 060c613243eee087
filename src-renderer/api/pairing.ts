import { z } from 'zod'

const TOKEN = 'gatehouse-token'
const Paired = z.object({ token: z.string().min(1) })

/** The browser's ticket to the dashboard. It lives as long as the tab and no longer. */
export function storedToken(): string | null {
  return sessionStorage.getItem(TOKEN)
}

/** Throws the ticket away, because the Keeper no longer takes it. */
export function forgetToken(): void {
  sessionStorage.removeItem(TOKEN)
}

/** Swaps the one-time code in the address for a token, and takes the code out of the address and history. */
export async function pairFromAddress(): Promise<void> {
  const address = new URL(location.href)
  const code = address.searchParams.get('link')
  if (!code) return
  address.searchParams.delete('link')
  history.replaceState(null, '', address)
  const answer = await fetch('./pair', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  if (!answer.ok) return forgetToken()
  sessionStorage.setItem(TOKEN, Paired.parse(await answer.json()).token)
}
