import { afterEach, beforeEach, expect, it } from 'vitest'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'

let kit: KeeperInProcess
beforeEach(async () => {
  kit = await aKeeper()
})
afterEach(() => kit.close())

const me = { who: 'owner', door: 'window' }
const link = async (): Promise<URL> => new URL(await kit.keeper.openDashboard(0))
const switched = (on: boolean) => kit.keeper.house.config.edit(['dashboard', 'enabled'], on, me)
const pair = async (at: URL, code: string | null): Promise<Response> =>
  fetch(new URL('/pair', at), { method: 'POST', body: JSON.stringify({ code }) })

/** The first thing the dashboard says to a browser that comes with this token. */
const greeted = (at: URL, token: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${at.host}/wire`)
    socket.onerror = () => reject(new Error('refused'))
    socket.onmessage = ({ data }) => {
      resolve(JSON.parse(String(data)))
      socket.close()
    }
    socket.onopen = () => {
      socket.send(JSON.stringify({ t: 'token', token }))
      socket.send(JSON.stringify({ t: 'hello', protocol: 1, name: 'test' }))
    }
  })

it('ends every link and token of the dashboard when it is switched off, also for when it is on again', async () => {
  const before = await link()
  const { token } = (await (await pair(before, before.searchParams.get('link'))).json()) as { token: string }
  expect(await greeted(before, token)).toMatchObject({ t: 'welcome' })
  const unused = (await link()).searchParams.get('link')

  await switched(false)
  await expect(kit.keeper.openDashboard(0)).rejects.toMatchObject({ code: 'dashboard-off' })
  await switched(true)

  const after = await link()
  expect((await pair(after, unused)).status).toBe(401)
  expect(await greeted(after, token)).toMatchObject({ t: 'fault', fault: { code: 'token-wrong' } })
  expect((await pair(after, after.searchParams.get('link'))).status).toBe(200)
})
