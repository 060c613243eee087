import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgeUrlCase, UrlCase } from '../../../src-main/policy/core/batch/url-case.ts'
import { judgeAddress } from '../../../src-main/policy/core/network/address.ts'
import { isLocalName, readHost } from '../../../src-main/policy/core/network/host.ts'
import { hostRuleCovers } from '../../../src-main/policy/core/network/host-rule.ts'
import { fromPunycode, toPunycode } from '../../../src-main/policy/core/network/punycode.ts'
import { follow } from '../../../src-main/policy/core/network/redirects.ts'
import { differing } from '../../kit/case-by-case.ts'
import { corpus } from '../../kit/corpus.ts'
import { Record } from '../../kit/record.ts'

const dotted = (value: number): string => [24, 16, 8, 0].map(by => Math.floor(value / 2 ** by) % 256).join('.')

/** The first and last address of every range of four bytes that means something, and its neighbours. */
const V4_EDGES = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0586300, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 4],
  [0xf0000000, 4],
  [0xa83f8110, 32],
].flatMap(([base = 0, bits = 0]) => [base - 1, base, base + 2 ** (32 - bits) - 1, base + 2 ** (32 - bits)])

const V6_EDGES =
  ':: ::1 ::2 ::7f00:1 ::ffff ::1:0:0 ::1:2:3:4 ::ffff:0:0 ::ffff:10.0.0.1 ::ffff:93.184.216.34 ::fffe:10.0.0.1 ::ffff:0:10.0.0.1 ::ffff:0:0:0 ::ffff:0:93.184.216.34 64:ff9b:: 64:ff9b::10.0.0.1 64:ff9b::93.184.216.34 64:ff9b:1:: 64:ff9b:1::1 64:ff9b:2::1 64:ff9a:ffff::1 100:: 100::1 100:0:0:1::1 ff::1 2000:: 2001:: 2001:1ff:ffff::1 2001:200::1 2001:db8:: 2001:db8:ffff::1 2001:db7::1 2001:db9::1 2002:: 2002:ffff::1 2003::1 1fff::1 3fff:: 3fff:fff::1 3fff:1000::1 3ffe::1 4000:: fbff::1 fc00:: fdff::1 fe00::1 fe80:: febf::1 fec0:: feff::1 ff00:: ffff::1 2606:4700::1 2606:4700::5efe:10.0.0.1 2606:4700::200:5efe:10.0.0.1 2606:4700::5efe:93.184.216.34 2606:4700::1:5efe:10.0.0.1 2606:4700::5eff:10.0.0.1 2606:4700:0:0:0:5efe:a00:1 2606::0:0:0:0:0:0:0:1 1:2:3:4:5:6:7:8 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1::8 1:: ::8 1::2::3 ::1.2.3.4 ::1.2.3 ::01.2.3.4 ::256.1.1.1 ::1.2.3.4.5 1.2.3.4::1 ::1.2.3.4:5 12345:: ::g 2606:4700::fe80:1 2606:4700::1%1 ::FFFF:A00:1 0:0:0:0:0:0:0:1'.split(
    ' ',
  )

const V4_SPELLINGS =
  '1.2.3.4 1.2.3 1.2 1 127.1 0177.1 0x7f.1 0X7F.1 0x7f000001 0x 0x1.0x 1.0x 08.1.1.1 1.08 0 00 01 4294967295 4294967296 256.1.1.1 1.256.1.1 1.1.65536 1.1.65535 1.16777216 1.16777215 1.2.3.4.5 1.2.3.4. 1..3 .1 a.1 1.a -1 1.-1 1e3 0b1 1.2.3.0xg 9.9.9.010 093.184.216.34'.split(
    ' ',
  )

const HOSTS =
  `example.com EXAMPLE.com example.com. example.com.. .example.com a..b a.b- -a.b a-.b a_b.c ${'a'.repeat(63)}.com ${'a'.repeat(64)}.com ${'a.'.repeat(125)}bcd ${'a.'.repeat(126)}bc localhost x.localhost xlocalhost local a.local a.internal internal.com a.localdomain a.lan lan.a a.home a.corp a.intranet a.private a.svc home.arpa a.home.arpa metadata.goog x.metadata.goog metadata.google a%b a@b a:b a\\b a/b a[b a]b [::1] [::1 [::1]x [] [g] [1.2.3.4] b\u00fccher.example xn--bcher-kva.example xn--bcher-kva xn--abc-.com xn--a.com xn-- xn--- \u043f\u0440\u0438.\u0440\u0444 g\u0456t.com \u03b1b.com \u0531a.com \u13a0a.com \u0430\u03b1.com a.\u0456\u0457.com \u4f8b.jp a\u3002b a\uff0eb a\uff61b \uff41.com a\u200bb a\u00adb a\u202eb a\ufe0fb a\u00a0b \u2460.2 \u00bd.com \ud800 faß.de xn--fa-hia.de xn--80ak6aa92e.com a!b a+b a~b 1a a1 1.a2 x.0x1`.split(
    ' ',
  )

const ENTRIES =
  '* *.example.com example.com EXAMPLE.com. example.com:443 example.com:8080 *.example.com:443 example.com:99999 example.com:123456 :443 *. *.* **.example.com *example.com api.*.com 93.184.216.34 93.184.216.34:443 *.216.34 0x5db8d822 [2606:4700::1] [2606:4700::1]:443 [2606:4700:0::1] 2606:4700::1 [x] https://example.com example.com/ com b\u00fccher.example *.b\u00fccher.example'.split(
    ' ',
  )
const AGAINST = [
  'example.com',
  'api.example.com',
  'a.b.example.com',
  'xexample.com',
  'com',
  '93.184.216.34',
  '[2606:4700::1]',
  'xn--bcher-kva.example',
  'x.xn--bcher-kva.example',
  'a%b',
]

interface Row {
  readonly name: string
  readonly says: () => unknown
}

const edges: Row[] = [
  ...V4_EDGES.filter(value => value >= 0 && value < 2 ** 32).map(dotted),
  ...V6_EDGES,
  ...V4_SPELLINGS,
].map(text => ({ name: text, says: () => judgeAddress(text) }))
const hosts: Row[] = HOSTS.map(text => ({ name: text, says: () => [readHost(text), isLocalName(text)] }))
const lists: Row[] = ['', ' '].flatMap(blank =>
  ENTRIES.flatMap(entry =>
    AGAINST.map(host => ({
      name: `${blank}${entry}${blank} for ${host}`,
      says: () => [443, 8080].map(port => hostRuleCovers(blank + entry + blank, readHost(host), port)),
    })),
  ),
)
const puny: Row[] =
  'a b\u00fc \u4f8b\u3048 fa\u00df \u{1f600} abc- -\u00e9 \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9a\u00fcb\u4f8b \u00e1z\u0101y\u0201x\ud7ff\uffff \u0627\u0644 zz\u00e9 \u{10ffff}'
    .split(' ')
    .map(text => ({ name: text, says: () => [toPunycode(text), fromPunycode(toPunycode(text))] }))
const unpuny: Row[] =
  'bcher-kva bcher-kvaa a- - -a a 99999999 bcher-k\u00e4 fa-hia FA-HIA abc ls8h zca- --zca 0 zz9 kva n3h'
    .split(' ')
    .map(text => ({ name: `decoded ${text}`, says: () => fromPunycode(text) }))
const steps: Row[] = [
  'https://e.com/a/b?x#y',
  'https://e.com',
  'http://e.com:80/a/',
  'https://e.com/?q',
  'https://[2606::1]/a',
].flatMap(from =>
  [
    'c',
    '/c',
    './c',
    '../c',
    '../../../c',
    '?q',
    '#f',
    '',
    '//f.com/b',
    'http://g.com/',
    'HTTPS://G.com',
    'a:b',
    '/\\x',
    '\\x',
    ' c',
    'c d',
    '/a/../b',
    '.',
    '..',
    '/.',
    ';x',
    'c//d',
    '//',
    'javascript:1',
    '/c?d#e',
    '\tx',
  ].map(target => ({ name: `${from} to ${target}`, says: () => follow(from, target) })),
)
const asked = (one: object): unknown => judgeUrlCase(UrlCase.parse({ id: 'x', ...one }))
const found = readFileSync(new URL('edges-urls.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const urls: Row[] = [
  ...corpus('urls').map(one => ({ name: one.id, says: () => asked(one) })),
  ...found.map(line => ({ name: line, says: () => asked(JSON.parse(line)) })),
]

describe('what is said about hosts and addresses is on record', () => {
  it.each<[string, Row[]]>([
    ['addresses', edges],
    ['hosts', hosts],
    ['host-lists', lists],
    ['punycode', [...puny, ...unpuny]],
    ['redirects', steps],
    ['urls', urls],
  ])('%s', (name, rows) => {
    const record = new Record(new URL(`records/network-${name}.txt`, import.meta.url))
    const says = (row: Row): string => JSON.stringify(row.says())
    record.renew(rows, row => row.name, says)
    expect(differing(rows, row => record.difference(row.name, says(row)))).toEqual([])
  })
})
