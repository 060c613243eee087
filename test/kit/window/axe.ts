import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

type Found = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }

let source: string | undefined

/** Runs axe in the page and gives one line for each thing it finds wrong. */
export async function axe(page: Page): Promise<string[]> {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source) // through the debugger, so the page's own policy stays as it is
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as Found
  return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html} ${node.failureSummary ?? ''}`))
}
