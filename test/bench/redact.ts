/**
 * How fast the redactor is over mixed logs, beside what plain regular expressions and reading the file need in the same
 * run: `npm run bench:redact`. Goal: at least 20 MB/s on one core, so it is counted per second of computing and not of waiting.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redactor } from '../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../src-main/vault/core/redact/stream.ts'

/** Lines of the kinds a gateway, its tools and the programs it runs print; a few in a hundred hold a secret. */
function mixedLog(lines: number): string {
  const kinds = [
    (n: number) =>
      `{"level":"info","time":"2026-11-21T09:00:${n % 60}.123Z","pid":${n},"process":"keeper","msg":"request completed","method":"GET","url":"/api/v1/sessions/${n}?page=2","statusCode":200,"responseTime":${n % 97}.31}`,
    (n: number) =>
      `2026-11-21T09:00:${n % 60}.123Z INFO  gateway: session s${n} tool exec git status --short finished in ${n}ms (exit 0)`,
    (n: number) =>
      `127.0.0.1 - - [21/Nov/2026:09:00:${n % 60} +0000] "GET /assets/index-${n}.js HTTP/1.1" 200 ${n * 31} "http://localhost:5173/" "Mozilla/5.0 (X11; Linux x86_64)"`,
    (n: number) => `    at Object.<anonymous> (/home/dev/app/node_modules/vitest/dist/chunk-${n}.js:${n}:17)`,
    () => 'npm warn deprecated glob@7.2.3: Glob versions prior to v9 are no longer supported',
    (n: number) =>
      `commit 86f7e437faa5a7fce15d1ddcb9eaeaea37766${String(n).padStart(3, '0').slice(-3)} Author: Ana <ana@example.org> token bucket refilled`,
    (n: number) =>
      `export const key${n} = computeKey({ id: ${n}, session: 'main', tokens: ${n * 7} }); // password reset is elsewhere`,
  ]
  const secret = [
    (n: number) =>
      `could not connect to postgres://app:FAKEpw-${n}@db.example.com:5432/app?sslmode=require token_count=${n}`,
    (n: number) => `Authorization: Bearer E0fakeFake1Fake1FAKEFAKEfake1FAKE${n}`,
  ]
  const out: string[] = []
  for (let n = 0; n < lines; n += 1) {
    out.push(kinds[n % kinds.length]?.(n) ?? '')
    if (n % 50 === 0) out.push(secret[(n / 50) % 2]?.(n) ?? '')
  }
  return out.join('\n')
}

const text = mixedLog(60_000)
const place = join(process.cwd(), '.cache')
mkdirSync(place, { recursive: true })
const file = join(place, `bench-redact-${process.pid}.log`)
writeFileSync(file, text)

function rate(what: string, act: () => void, goal = ''): void {
  act()
  let lowest = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 5; turn += 1) {
    const from = process.cpuUsage()
    act()
    const { user, system } = process.cpuUsage(from)
    lowest = Math.min(lowest, (user + system) / 1000)
  }
  console.log(`${what.padEnd(58)}${`${((text.length / lowest) * 1e-3).toFixed(1)} MB/s`.padStart(14)}  ${goal}`)
}

/** What a careful person would write without this redactor: one expression for formats, one for names. */
const plainFormats =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,}|sk-[\w-]{20,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z]{34}|eyJ[\w-]+\.[\w-]+\.[\w-]+|-----BEGIN [A-Z ]*PRIVATE KEY-----)/g
const plainNames = /\b[\w.-]*(?:password|passwd|secret|token|api[_-]?key)[\w.-]*["']?\s*[:=]\s*["']?([^\s"',;&]+)/gi

try {
  console.log(`${(text.length / 1e6).toFixed(1)} MB of mixed logs`)
  rate('read the file', () => void readFileSync(file, 'latin1'))
  rate('plain regular expressions, formats only', () => void text.replace(plainFormats, '[hidden]'))
  rate(
    'plain regular expressions, formats and names',
    () => void text.replace(plainFormats, '[hidden]').replace(plainNames, '[hidden]'),
  )
  const plain = new Redactor()
  rate('redact', () => void plain.redact(text), 'goal ≥ 20 MB/s')
  const secrets = Array.from({ length: 50 }, (_, n) => ({
    name: `S${n}`,
    value: `value-${n}-${(n * 7919 + 104_729).toString(36)}/+Zq`,
  }))
  const known = new Redactor({ secrets })
  rate('redact, 50 values of the vault', () => void known.redact(text), 'goal ≥ 20 MB/s')
  const lines = text.split('\n')
  rate(
    'redact line by line, 50 values',
    () => {
      for (const line of lines) known.redact(line)
    },
    'goal ≥ 20 MB/s',
  )
  rate('redact as a stream in 4 KB pieces, 50 values', () => {
    const stream = new RedactingStream(known)
    for (let at = 0; at < text.length; at += 4096) stream.push(text.slice(at, at + 4096))
    stream.end()
  })
  const personal = new Redactor({ secrets, personal: true })
  rate('redact, 50 values and personal data', () => void personal.redact(text))
  const patterns = [{ name: 'customer', pattern: 'CUST-[0-9]{8}' }]
  const small = text.slice(0, 500_000)
  const custom = new Redactor({ secrets, patterns })
  const from = performance.now()
  custom.redact(small)
  console.log(
    `${'redact with one pattern of the user (RE2)'.padEnd(58)}${`${((small.length / (performance.now() - from)) * 1e-3).toFixed(1)} MB/s`.padStart(14)}`,
  )
} finally {
  rmSync(file, { force: true })
}
