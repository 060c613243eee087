import { app, clipboard, globalShortcut, powerMonitor } from 'electron'
import { peopleApi } from '../contract/apis.ts'
import type { Approval } from '../contract/model/approval.ts'
import type { KeeperStatus } from '../contract/model/status.ts'
import { type Client, client } from '../contract/wire/client.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { pairWire } from '../kit/node/pair-wire.ts'
import { type TrayAct, trayView } from './core/tray-view.ts'
import { Doorbell } from './doorbell.ts'
import { STOP_KEYS } from './stop-keys.ts'
import { TrayIcon } from './tray.ts'
import type { Windows } from './windows.ts'

/** The parts around the windows: tray, doorbell, popup. A client of the Keeper like any other, at the door `tray`. */
export class Desktop {
  readonly #windows: Windows
  readonly #keeper: Client<typeof peopleApi>
  readonly #tray: TrayIcon
  readonly #doorbell: Doorbell
  /** The queue and the badge go on; nothing rings and nothing pops up. */
  readonly #doNotDisturb: () => boolean
  readonly #report: Keeper['report']
  #status: KeeperStatus | null = null
  #pending: readonly Approval[] = []

  constructor(keeper: Keeper, windows: Windows) {
    const [mine, theirs] = pairWire()
    keeper.receive('tray', theirs)
    this.#windows = windows
    this.#report = (what, cause) => keeper.report(what, cause)
    this.#keeper = client(mine, peopleApi, 'tray')
    this.#tray = new TrayIcon(act => this.#guard(this.#act(act)))
    this.#doorbell = new Doorbell(
      () => this.#guard(windows.showPopup('in-front')),
      approval => this.#guard(this.#answer('deny', approval.id, approval.digest)),
    )
    this.#guard(this.#followStatus())
    this.#guard(this.#followApprovals())
    // Taken by another program on some machines; the tray, the CLI and the STOP file do the same.
    globalShortcut.register(STOP_KEYS, () => this.#guard(this.#stopEverything('The keyboard shortcut was pressed.')))
    // Nobody is there to see a popup while the machine sleeps; what waits stays in the queue and runs out there.
    powerMonitor.on('resume', () => {
      keeper.house.supervisor.woke()
      this.#refresh()
    })
    // Nobody sees what is asked behind a locked screen, and whoever unlocks it may not be the one who is meant.
    powerMonitor.on('lock-screen', () => this.#guard(keeper.house.desk.endAll('screen-locked', 'gatehouse')))
    this.#doNotDisturb = () => keeper.house.config.current().approvals.doNotDisturb
  }

  /** Ends what this class put on the screen. */
  close(): void {
    globalShortcut.unregister(STOP_KEYS)
    this.#tray.destroy()
    this.#keeper.close()
  }

  async #followStatus(): Promise<void> {
    for await (const item of this.#keeper.open('status.watch', {})) {
      this.#status = 'snapshot' in item ? item.snapshot : item.change
      this.#refresh()
    }
  }

  async #followApprovals(): Promise<void> {
    for await (const item of this.#keeper.open('approvals.watch', {})) {
      if ('snapshot' in item) this.#pending = item.snapshot.pending
      else if (item.change.kind === 'settled') this.#settled(item.change.settled.id)
      else this.#asked(item.change.approval, item.change.kind)
      this.#refresh()
    }
  }

  #asked(approval: Approval, kind: 'asked' | 'replaced'): void {
    this.#pending = [...this.#pending.filter(known => known.id !== approval.id), approval]
    if (kind === 'replaced' || this.#doNotDisturb()) return
    this.#doorbell.ring(approval)
    this.#guard(this.#windows.showPopup('quietly'))
  }

  #settled(id: string): void {
    this.#pending = this.#pending.filter(known => known.id !== id)
    this.#doorbell.hush(id)
  }

  #refresh(): void {
    if (this.#status) this.#tray.show(trayView(this.#status, this.#pending))
  }

  async #act(act: TrayAct): Promise<void> {
    switch (act.do) {
      case 'open':
        return this.#windows.showMain(act.page)
      case 'popup':
        return this.#windows.showPopup('in-front')
      case 'approve':
      case 'deny':
        return this.#answer(act.do, act.id, act.digest)
      case 'deny-all':
        await this.#keeper.call('approvals.denyAll', {})
        return
      case 'end-elevation':
        await this.#keeper.call('elevations.end', { session: act.session })
        return
      case 'start':
        await this.#keeper.call('gateway.start', {})
        return
      case 'stop':
        await this.#keeper.call('gateway.stop', {})
        return
      case 'stop-everything':
        return this.#stopEverything('It was chosen in the tray.')
      case 'dashboard':
        await clipboard.writeText((await this.#keeper.call('dashboard.link', {})).url)
        return
      case 'quit':
        app.quit()
    }
  }

  async #stopEverything(reason: string): Promise<void> {
    await this.#keeper.call('incident.kill', { level: 'all', reason })
  }

  async #answer(what: 'approve' | 'deny', id: string, digest: string): Promise<void> {
    await this.#keeper.call('approvals.answer', { id, digest, answer: { how: what === 'approve' ? 'once' : 'deny' } })
  }

  /** A failed click must not end the app; what failed is in the Keeper's log with its reference. */
  #guard(work: Promise<unknown>): void {
    work.catch(error => this.#report('desktop', error))
  }
}
