import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

// Draws every icon again from the SVG files beside this script: node resources/icons/source/draw.ts
const here = import.meta.dirname
const looks = ['running', 'attention', 'locked', 'stopped']
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless'],
})
const page = await browser.newPage()

for (const look of looks) {
  const svg = readFileSync(join(here, `tray-${look}.svg`), 'utf8')
  // Linux panels draw 22 px, Windows 16 px; macOS paints the template itself and wants black with alpha only.
  await draw(svg, 22, `tray-${look}.png`)
  await draw(svg, 44, `tray-${look}@2x.png`)
  await draw(svg, 16, `tray-${look}-16.png`)
  await draw(svg, 32, `tray-${look}-16@2x.png`)
  const black = svg.replace(/color="#[0-9a-f]{6}"/, 'color="#000000"')
  await draw(black, 16, `tray-${look}-template.png`)
  await draw(black, 32, `tray-${look}-template@2x.png`)
}
await draw(readFileSync(join(here, 'app.svg'), 'utf8'), 512, 'app.png')
await browser.close()

async function draw(svg: string, size: number, name: string): Promise<void> {
  await page.setViewportSize({ width: size, height: size })
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)
  await page.setContent(`<body style="margin:0">${sized}</body>`)
  await page.screenshot({ path: join(here, '..', name), omitBackground: true })
}
