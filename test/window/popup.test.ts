import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aDashboard, type Dashboard } from '../kit/a-dashboard.ts'
import { aBrowser, openPage, picture, type WatchedPage } from '../kit/window/a-browser.ts'
import { anApproval } from '../kit/window/nouns.ts'

// Exists in the page, where `colorOf` runs.
declare const getComputedStyle: (element: unknown) => { color: string }

let dashboard: Dashboard
let browser: Browser
let page: WatchedPage

beforeAll(async () => {
  dashboard = await aDashboard()
  browser = await aBrowser()
})
afterEach(async () => {
  expect(page.complaints).toEqual([])
  await page.context().close()
  dashboard.house.forget()
  dashboard.callAs('person')
})
afterAll(async () => {
  await browser?.close()
  await dashboard?.close()
})

const open = async (): Promise<void> => {
  page = await openPage(browser, dashboard.link('#/popup'), { viewport: { width: 560, height: 640 } })
}
const approve = () => page.getByRole('button', { name: 'Approve once' })
const awake = () => page.getByText('You can approve now.').waitFor()
const colorOf = (element: unknown) => getComputedStyle(element).color
const answers = () => dashboard.house.answers.map(one => one.answer)
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look)
const until = (check: () => boolean) => eventually(check).toBe(true)

describe('approving', () => {
  it('cannot be clicked early, and can once the question was looked at for 1.5 s', async () => {
    await open()
    const asked = Date.now()
    dashboard.house.ask(anApproval())
    await approve().waitFor()
    await approve().click({ force: true })
    await page.keyboard.press('Control+Enter')
    expect(answers()).toEqual([])
    await awake()
    expect(Date.now() - asked).toBeGreaterThanOrEqual(1500)
    expect(answers()).toEqual([])
    await approve().click()
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'once' }])
  })

  it('works with Ctrl+Enter once awake, and asks the window to close after the last question', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await awake()
    await page.keyboard.press('Control+Enter')
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'once' }])
    await eventually(() => page.evaluate('window.closeWishes')).toBe(1)
  })

  it('sleeps until a long command was scrolled to its end', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => `echo line ${at + 1}`)
    dashboard.house.ask(anApproval({ shown: `${lines.join('\n')}\nrm -rf ./everything`, segments: [] }))
    await open()
    await page.getByText('Scroll to the end of the command to approve.').waitFor()
    await page.waitForTimeout(1800)
    await picture(page, 'popup-long-light')
    await approve().click({ force: true })
    expect(answers()).toEqual([])
    await page.getByRole('region', { name: 'Command' }).focus()
    await page.keyboard.press('End')
    await awake()
  })

  it('falls asleep again when the plan behind the question changes', async () => {
    const question = anApproval()
    dashboard.house.ask(question)
    await open()
    await awake()
    dashboard.house.replace({ ...question, digest: 'c'.repeat(64), shown: 'rm -r other-drafts' })
    await page.getByRole('region', { name: 'Command' }).getByText('rm -r other-drafts').waitFor()
    await approve().click({ force: true })
    expect(answers()).toEqual([])
    await awake()
  })

  it('wakes again when only a script behind the same command changed', async () => {
    const question = anApproval()
    dashboard.house.ask(question)
    await open()
    await awake()
    dashboard.house.replace({ ...question, digest: 'd'.repeat(64) })
    await page.getByText('Take a moment to read…').waitFor()
    await awake()
  })

  it('falls asleep while the window has no focus', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await awake()
    await page.evaluate('window.dispatchEvent(new Event("blur"))')
    await page.getByText('Click into this window to begin.').waitFor()
    await page.evaluate('window.dispatchEvent(new Event("focus"))')
    await page.getByText('Take a moment to read…').waitFor()
    await awake()
  })

  it('of high risk needs a typed word', async () => {
    dashboard.house.ask(anApproval({ risk: 'high', headline: 'Send your files to a new address' }))
    await open()
    await page.getByText('Type the word above to approve.').waitFor()
    await page.waitForTimeout(1700)
    await approve().click({ force: true })
    expect(answers()).toEqual([])
    await page.getByLabel('This is high risk.').fill('approve')
    await awake()
    await picture(page, 'popup-high-risk-light')
    await approve().click()
    await until(() => answers().length === 1)
  })

  it('from a browser needs the PIN, and a wrong one answers nothing', async () => {
    dashboard.callAs('unproved')
    dashboard.house.be({ pinSet: true })
    dashboard.house.ask(anApproval())
    await open()
    await awake()
    await approve().click()
    await page.getByRole('textbox', { name: 'Approver PIN' }).fill('000000')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('That PIN is not right.').waitFor()
    await page.getByText(/Reference [0-9A-F]{4}/).waitFor()
    expect(answers()).toEqual([])
    await page.getByRole('textbox', { name: 'Approver PIN' }).fill('123456')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await until(() => answers().length === 1)
  })
})

describe('denying', () => {
  it('has the focus, so that plain Enter denies and never approves', async () => {
    await open()
    dashboard.house.ask(anApproval())
    await awake()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Deny')
    await page.keyboard.press('Enter')
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'deny' }])
  })

  it('can tell the agent why', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await page.getByRole('button', { name: 'More ways to deny' }).click()
    await page.getByRole('menuitem', { name: 'Deny with a reason' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Use the test database instead')
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click()
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'deny', reason: 'Use the test database instead' }])
  })

  it('can hold for good', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await page.getByRole('button', { name: 'More ways to deny' }).click()
    await page.getByRole('menuitem', { name: 'Always deny this' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click()
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'deny-always' }])
  })

  it('is not what Escape does: the question stays', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await approve().waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.evaluate('window.closeWishes')).toBe(1)
    expect(answers()).toEqual([])
  })
})

describe('approving more than once', () => {
  it('shows the rule in words with what it would have matched, and sends the edited rule', async () => {
    dashboard.house.ask(anApproval())
    dashboard.house.refuseRules('A shell can never be allowed for good.')
    await open()
    await awake()
    await page.getByRole('button', { name: 'More ways to approve' }).click()
    await page.getByRole('menuitem', { name: 'Always approve like this' }).click()
    await page.getByText('rm -r tmp/cache').waitFor()
    await picture(page, 'popup-always-light')
    await page.getByRole('textbox', { name: 'Rule' }).fill('/bin/sh *')
    await page.getByRole('button', { name: 'Approve, and always like this' }).click()
    await page.getByText('A shell can never be allowed for good.').waitFor()
    expect(answers()).toEqual([])
    dashboard.house.refuseRules(null)
    await page.getByRole('textbox', { name: 'Rule' }).fill('/usr/bin/rm -r {workspace}/tmp/*')
    await page.getByRole('combobox', { name: 'It holds' }).click()
    await page.getByRole('option', { name: 'For 30 days' }).click()
    await page.getByRole('button', { name: 'Approve, and always like this' }).click()
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'always', rule: '/usr/bin/rm -r {workspace}/tmp/*', days: 30 }])
  })

  it('is asleep in the menu as long as the button is', async () => {
    await open()
    dashboard.house.ask(anApproval())
    await page.getByRole('button', { name: 'More ways to approve' }).click()
    const item = page.getByRole('menuitem', { name: 'Approve for this session' })
    expect(await item.getAttribute('aria-disabled')).toBe('true')
    await eventually(() => item.getAttribute('aria-disabled')).not.toBe('true')
    await item.click()
    await until(() => answers().length === 1)
    expect(answers()).toEqual([{ how: 'session' }])
  })

  it('edits the command first, and then asks about the new one', async () => {
    dashboard.house.ask(anApproval())
    await open()
    await awake()
    await page.getByRole('button', { name: 'More ways to approve' }).click()
    await page.getByRole('menuitem', { name: 'Edit the command' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Command' }).fill('sudo rm -r x')
    await page.getByRole('button', { name: 'Judge the edited command' }).click()
    await page.getByText('sudo may never run.').waitFor()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Command' }).fill('rm -r old-drafts/2019')
    await page.getByRole('button', { name: 'Judge the edited command' }).click()
    await page.getByRole('region', { name: 'Command' }).getByText('rm -r old-drafts/2019').waitFor()
    await page.getByText('Take a moment to read…').waitFor()
    await awake()
  })
})

describe('a question', () => {
  it('folds within 100 ms when it is answered elsewhere, with no button to answer', async () => {
    const times: number[] = []
    await open()
    for (let round = 0; round < 5; round += 1) {
      const question = anApproval()
      dashboard.house.ask(question)
      await approve().waitFor()
      // The page's own clock from the arrival of the news to the drawn fold, plus the way there, as Node sees it.
      await page.evaluate(
        'window.folded = new Promise(done => { new MutationObserver(() => document.body.innerText.includes("Answered elsewhere") && requestAnimationFrame(() => done(Date.now()))).observe(document.body, { childList: true, subtree: true }) }); null',
      )
      const settledAt = Date.now()
      dashboard.house.settle(question.id, 'deny', 'Anna on Telegram', 'Not today')
      times.push(Number(await page.evaluate('window.folded')) - settledAt)
      await page.getByText('by Anna on Telegram').waitFor()
      expect(await approve().count()).toBe(0)
      expect(await page.getByRole('button', { name: 'Deny' }).count()).toBe(0)
      if (round === 0) await picture(page, 'popup-folded-light')
      await page.getByRole('button', { name: 'Close' }).click()
      dashboard.house.forget()
    }
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(100)
  })

  it('counts down, turns red at the end, and says expired, not denied', async () => {
    const question = anApproval({ askedAt: Date.now() - 288_000, expiresAt: Date.now() + 12_000 })
    dashboard.house.ask(question)
    await open()
    const timer = page.getByRole('timer')
    await eventually(() => timer.innerText()).toMatch(/^0:(0\d|1[0-2]) left$/)
    const red = await page.getByRole('button', { name: 'Deny', exact: true }).evaluate(colorOf)
    expect(await timer.evaluate(colorOf)).toBe(red)
    expect(red).toMatch(/^\w+\(/)
    dashboard.house.settle(question.id, 'expired', 'the clock')
    await page.getByText('Expired with no answer').waitFor()
    expect(await page.getByText('Answered elsewhere').count()).toBe(0)
    expect(await page.getByText('Denied').count()).toBe(0)
  })

  it('comes one after the other, says which of how many, and the others stay when one is answered', async () => {
    for (const name of ['first', 'second', 'third']) dashboard.house.ask(anApproval({ headline: `The ${name}` }))
    await open()
    await page.getByText('1 of 3').waitFor()
    await page.getByRole('button', { name: 'Next question' }).click()
    await page.getByRole('heading', { name: 'The second' }).waitFor()
    await page.getByText('2 of 3').waitFor()
    await page.getByRole('button', { name: 'Deny', exact: true }).click()
    await page.getByRole('heading', { name: 'The first' }).waitFor()
    await page.getByText('1 of 2').waitFor()
    expect(answers()).toEqual([{ how: 'deny' }])
  })

  it('shows everything that could deceive by its number, in every field', async () => {
    dashboard.house.ask(
      anApproval({
        headline: 'Open \u202Egpj.exe',
        shown: 'curl https://pаypal.com/\u200Bx\rls',
        segments: [{ text: 'curl \u2066x', verdict: 'ask', risks: ['Talks to\u00A0the network'] }],
        why: ['Because\u202E of this'],
        cwd: '/work\u200Bspace',
        env: { PATH: '/tmp\u00A0:/bin' },
        scripts: [{ path: './r\u00ADun.sh', sha256: 'a'.repeat(64) }],
        where: 'Docker\u2028sandbox',
        program: '/usr/bin/\u202Ecurl',
        asked: {
          ...anApproval().asked,
          sender: 'Anna\u202E',
          sessionTitle: 'a\u200Bb',
          channel: 'tele\u00ADgram',
          tainted: true,
        },
      }),
    )
    await open()
    await approve().waitFor()
    const box = await page.getByRole('region', { name: 'Command' }).boundingBox()
    expect(box?.height).toBeGreaterThan(40)
    const text = String(await page.evaluate('document.body.innerText'))
    for (const chip of [
      '⟨U+202E⟩gpj.exe',
      '⟨U+200B⟩x',
      '⟨U+000D⟩ls',
      '⟨U+2066⟩x',
      'to⟨U+00A0⟩the',
      'Because⟨U+202E⟩',
      '/work⟨U+200B⟩space',
      '/tmp⟨U+00A0⟩',
      'r⟨U+00AD⟩un.sh',
      'Docker⟨U+2028⟩',
      '/usr/bin/⟨U+202E⟩curl',
      'Anna⟨U+202E⟩',
      'a⟨U+200B⟩b',
      'tele⟨U+00AD⟩gram',
    ])
      expect(text.replaceAll('\n', '')).toContain(chip)
    expect(text).not.toMatch(/[\u202E\u200B\u2066\u00AD\u2028\u00A0\r]/)
    expect(await page.locator('mark').innerText()).toBe('pаypal')
    await page.getByText('Look closely').waitFor()
    await picture(page, 'popup-deceptive-light')
  })
})

describe('several questions of one task', () => {
  const shown = 'npm ci'
  const review = () => page.getByRole('button', { name: 'Review 3 together' })
  const sent = (route = 'approvals.answerBatch') =>
    dashboard.house.asked.filter(one => one.route === route).map(one => one.input)

  it('are read together and approved as exactly the snapshot; what came later is not in it', async () => {
    const three = [
      anApproval({ shown, segments: [] }),
      anApproval({ shown: Array.from({ length: 60 }, (_, at) => `echo ${at}`).join('\n'), segments: [] }),
      anApproval({ ownLook: 'It may read secrets.' }),
    ]
    for (const one of three) dashboard.house.ask(one)
    await open()
    await review().click()
    const approveThese = page.getByRole('button', { name: 'Approve these 2 once' })
    await page.getByText('Scroll to the end of the command to approve.').waitFor()
    await page.waitForTimeout(1600)
    await approveThese.click({ force: true })
    expect(sent()).toEqual([])
    await page.getByRole('region', { name: 'Command 2' }).getByText('echo 59', { exact: true }).scrollIntoViewIfNeeded()
    await awake()
    dashboard.house.ask(anApproval({ headline: 'A later one' }))
    await page.getByText('One more question came later and is not part of this.').waitFor()
    await picture(page, 'popup-batch-light')
    await approveThese.click()
    await until(() => sent().length === 1)
    const members = three.slice(0, 2).map(({ id, digest }) => ({ id, digest }))
    expect(sent()).toEqual([{ session: 's1', members, answer: { how: 'once' } }])
    await page.getByRole('heading', { name: 'Delete files in the workspace' }).waitFor()
  })

  it('fall asleep when one of them changes, and are denied all at once', async () => {
    const two = [anApproval({ shown }), anApproval({ shown })]
    for (const one of two) dashboard.house.ask(one)
    await open()
    await page.getByRole('button', { name: 'Review 2 together' }).click()
    await awake()
    dashboard.house.replace({ ...(two[1] ?? anApproval()), digest: 'f'.repeat(64) })
    await page.getByText('Something changed since this was shown. Nothing was approved.').waitFor()
    await page.getByRole('button', { name: 'Approve this one once' }).click({ force: true })
    expect(sent()).toEqual([])
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByRole('button', { name: 'Deny all 2' }).click()
    await until(() => sent('approvals.denyBatch').length === 1)
    expect(sent('approvals.denyBatch')).toMatchObject([{ members: [{}, { digest: 'f'.repeat(64) }] }])
    expect(sent()).toEqual([])
  })
})
