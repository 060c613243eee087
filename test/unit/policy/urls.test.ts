import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeUrlCase, UrlCase } from '../../../src-main/policy/core/batch/url-case.ts'
import { judgeAddress } from '../../../src-main/policy/core/network/address.ts'
import { fromPunycode, toPunycode } from '../../../src-main/policy/core/network/punycode.ts'
import { follow } from '../../../src-main/policy/core/network/redirects.ts'
import { corpus, passes } from '../../kit/corpus.ts'

interface Asked {
  url: string
  [field: string]: unknown
}

const PUBLIC = ['93.184.216.34']
const verdictOn = (asked: Asked): string => {
  const verdict = judgeUrlCase(UrlCase.parse({ id: 'x', ...asked }))
  return `${verdict.allowed ? 'allow' : 'deny'} ${verdict.ruleId}`
}
const named = (name: string, more: object = {}): Asked => ({
  url: `https://${name}/`,
  dns: { [name]: PUBLIC },
  ...more,
})

describe('the URL corpus', () => {
  it.each(corpus('urls').map(one => [one.id, one.why, one] as const))('%s: %s', (_id, _why, one) => {
    const verdict = judgeUrlCase(UrlCase.parse(one))
    expect(passes(one, verdict.allowed ? 'allow' : 'deny'), verdict.reason).toBe(true)
  })
})

describe('addresses that are never reached', () => {
  it.each([
    ['loopback of a mapped kind nobody uses', '[::ffff:0:127.0.0.1]'],
    ['a private translation range', '[64:ff9b:1::1]'],
    ['translated private', '[64:ff9b::a00:1]'],
    ['a Teredo tunnel', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
    ['a 6to4 tunnel to a private network', '[2002:c0a8:101::1]'],
    ['ISATAP of a private network', '[2606:4700::5efe:10.0.0.1]'],
    ['site local', '[fec0::1]'],
    ['the sink', '[100::1]'],
    ['the new documentation range', '[3fff::1]'],
    ['ORCHID', '[2001:20::1]'],
    ['segment routing', '[5f00::1]'],
    ['not assigned', '[4000::1]'],
    ['the metadata address in IPv6', '[fd00:ec2::254]'],
    ['a zone without encoding', '[fe80::1%eth0]'],
    ['IPv6 without brackets', '::1'],
    ['a future form', '[v1.fe80::a]'],
    ['two gaps', '[1::2::3]'],
    ['too many groups', '[1:2:3:4:5:6:7:8:9]'],
    ['an embedded octal form', '[::ffff:0177.0.0.1]'],
    ['metadata of a cloud with a public address', '168.63.129.16'],
    ['metadata of another cloud', '100.100.100.200'],
    ['two parts with octal', '0177.1'],
    ['mixed spellings', '0x7f.0.0x0.01'],
    ['hex that is empty', '0x'],
    ['a number with too many bits', '4294967296'],
    ['a part that is too big', '127.0.0.256'],
    ['five parts', '1.2.3.4.5'],
    ['08 is not octal', '08.8.8.8'],
    ['full-width digits', '\uff11\uff12\uff17.0.0.1'],
    ['circled digits', '\u2460\u2461\u2466.0.0.1'],
    ['an ideographic dot', '127\u30020.0.1'],
    ['a half-width dot', '127\uff610\uff610\uff611'],
    ['documentation', '192.0.2.7'],
    ['the retired relay', '192.88.99.1'],
  ])('%s', (_what, host) => expect(verdictOn({ url: `http://${host}/` })).toMatch(/^deny/))

  it.each([
    ['translated public', '[64:ff9b::5db8:d822]'],
    ['mapped public', '[::ffff:93.184.216.34]'],
    ['public in hex', '0x5db8d822'],
    ['just before a private range', '9.255.255.255'],
    ['just after the link-local range', '169.255.0.1'],
    ['just after documentation', '198.51.101.1'],
    ['just before multicast', '223.255.255.254'],
  ])('but %s is', (_what, host) => expect(verdictOn({ url: `http://${host}/` })).toBe('allow url.public'))
})

describe('names', () => {
  it.each<[string, Asked, string]>([
    ['without a dot', named('intranet'), 'deny url.local-name'],
    ['of a home network', named('printer.lan'), 'deny url.local-name'],
    ['of a cluster', named('api.default.svc'), 'deny url.local-name'],
    ['of the metadata of a cloud', named('metadata.goog'), 'deny url.local-name'],
    ['that only begin like local', named('local.example.com'), 'allow url.public'],
    ['that only end like local', named('notlocal.example'), 'allow url.public'],
    ['with an underscore', named('my_bucket.example.com'), 'allow url.public'],
    ['with an empty label', named('a..example.com'), 'deny url.host'],
    ['with two dots at the end', named('example.com..'), 'deny url.host'],
    ['with a dash in front', named('-a.example.com'), 'deny url.host'],
    ['with a label of 64', named(`${'a'.repeat(64)}.example.com`), 'deny url.host'],
    ['longer than 253', named(`${'a.'.repeat(130)}example`), 'deny url.host'],
    ['in other letters', named('b\u00fccher.example'), 'allow url.public'],
    ['in one other script', named('\u043f\u0440\u0438\u043c\u0435\u0440.example'), 'allow url.public'],
    ['with a Cyrillic letter in a Latin label', named('g\u0456thub.com'), 'deny url.host'],
    ['with a Greek letter in a Latin label', named('g\u03bfogle.com'), 'deny url.host'],
    ['the same in punycode', named('xn--gthub-n4a.com', { url: 'https://xn--gthub-2of.com/' }), 'deny url.host'],
    ['punycode of plain letters', named('xn--github-.com'), 'deny url.host'],
    ['broken punycode', named('xn--\u00e4.com'), 'deny url.host'],
    ['with an invisible character', named('git\u200bhub.com'), 'deny url.host'],
    ['with a direction mark', named('git\u202ehub.com'), 'deny url.host'],
    ['with an encoded letter', named('%67ithub.com'), 'deny url.host'],
    [
      'with one answer that is no address',
      named('a.example', { dns: { 'a.example': ['93.184.216.34', 'b.example'] } }),
      'deny url.answer',
    ],
    [
      'with one private answer among public ones',
      named('a.example', { dns: { 'a.example': ['93.184.216.34', '10.0.0.1'] } }),
      'deny url.answer',
    ],
    ['with an answer that has a zone', named('a.example', { dns: { 'a.example': ['fe80::1%2'] } }), 'deny url.answer'],
    ['named like a property of every object', { url: 'https://constructor.example/', dns: {} }, 'deny url.no-answer'],
    ['nobody answered for', { url: 'https://__proto__/', dns: {} }, 'deny url.local-name'],
  ])('%s', (_what, asked, expected) => expect(verdictOn(asked)).toBe(expected))
})

describe('lists of hosts', () => {
  const on = (host: string, allow: string[]): string => verdictOn(named(host, { allow }))
  it.each<[string, string, string[], string]>([
    ['an entry in capitals with a dot', 'api.example.com', ['API.Example.com.'], 'allow url.listed'],
    ['an entry in other letters', 'b\u00fccher.example', ['xn--bcher-kva.example'], 'allow url.listed'],
    ['an entry with another port', 'api.example.com', ['api.example.com:8443'], 'deny url.not-listed'],
    ['an entry with this port', 'api.example.com', ['api.example.com:443'], 'allow url.listed'],
    ['a star in the middle', 'api.x.example.com', ['api.*.example.com'], 'deny url.not-listed'],
    ['a star without a dot', 'evilexample.com', ['*example.com'], 'deny url.not-listed'],
    ['a star alone', 'example.com', ['*'], 'allow url.listed'],
    ['an entry with a scheme', 'example.com', ['https://example.com'], 'deny url.not-listed'],
    ['an empty entry', 'example.com', ['', ' '], 'deny url.not-listed'],
  ])('%s', (_what, host, allow, expected) => expect(on(host, allow)).toBe(expected))

  it('an address matches only itself, in every spelling', () => {
    expect(verdictOn({ url: 'http://0x5db8d822/', allow: ['93.184.216.34'] })).toBe('allow url.listed')
    expect(verdictOn({ url: 'http://93.184.216.34/', allow: ['*.216.34', '*'] })).toBe('deny url.not-listed')
  })

  it('a refused host wins over an allowed one', () => {
    expect(verdictOn(named('a.example.com', { allow: ['*.example.com'], deny: ['a.example.com'] }))).toBe(
      'deny url.denied',
    )
  })
})

describe('spellings of a URL', () => {
  it.each<[string, string, string]>([
    ['an empty port', 'https://example.com:/', 'allow url.public'],
    ['a blank in the path', 'https://example.com/a b', 'allow url.public'],
    ['an at sign in the path', 'https://example.com/@user', 'allow url.public'],
    ['port zero', 'https://example.com:0/', 'deny url.port'],
    ['a port too far', 'https://example.com:65536/', 'deny url.port'],
    ['a port in words', 'https://example.com:http/', 'deny url.host'],
    ['two ports', 'https://example.com:80:80/', 'deny url.host'],
    ['an empty user', 'https://@example.com/', 'deny url.credentials'],
    ['a backslash before an at sign', 'https://example.com\\@evil.example/', 'deny url.backslash'],
    ['a query right after the host', 'https://example.com?@evil.example', 'allow url.public'],
    ['a tab in the scheme', 'ht\ttps://example.com/', 'deny url.characters'],
    ['websocket', 'wss://example.com/', 'deny url.scheme'],
    ['no host', 'https://', 'deny url.slashes'],
    ['a very long one', `https://example.com/${'a'.repeat(20_000)}`, 'deny url.too-long'],
    ['half a character', 'https://example.com/\ud800', 'deny url.characters'],
  ])('%s', (_what, url, expected) => expect(verdictOn({ url, dns: { 'example.com': PUBLIC } })).toBe(expected))
})

describe('redirects', () => {
  const hop = (...redirects: string[]): string => verdictOn(named('example.com', { redirects }))

  it('are judged one by one, and 20 are the most', () => {
    expect(hop(...Array.from({ length: 20 }, () => '/a'))).toBe('allow url.public')
    expect(hop(...Array.from({ length: 21 }, () => '/a'))).toBe('deny url.redirects')
  })

  it('are refused when a hop in the middle is, whatever follows', () => {
    expect(hop('http://10.0.0.1/', 'https://example.com/')).toBe('deny url.address')
  })

  it.each([
    '/\\127.0.0.1/',
    '\\\\127.0.0.1',
    '///127.0.0.1',
    'http:127.0.0.1',
    'https://u:p@example.com/',
    '\t//127.0.0.1',
    'javascript:alert(1)',
  ])('do not lead out by %j', target => expect(hop(target)).toMatch(/^deny/))

  it.each([
    ['https://e.com/a/b?x#y', 'c', 'https://e.com/a/c'],
    ['https://e.com', 'c', 'https://e.com/c'],
    ['https://e.com/a', '?q', 'https://e.com/a?q'],
    ['https://e.com/a', '//f.com/b', 'https://f.com/b'],
    ['https://e.com/a?b', '', 'https://e.com/a?b'],
  ])('from %s by %j lead to %s', (from, target, to) => expect(follow(from, target)).toBe(to))
})

describe('punycode', () => {
  it('agrees with the platform', () => {
    for (const label of [
      'm\u00fcnchen',
      '\u4f8b\u3048',
      '\u9ede\u770b',
      'fa\u00df',
      '\u00e1\u00e9\u00ed\u00f3\u00fa-x',
    ]) {
      expect(`xn--${toPunycode(label)}.com`).toBe(new URL(`http://${label}.com`).hostname)
    }
  })

  it('comes back as it went in, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), label => {
        expect(fromPunycode(toPunycode(label))).toBe(label)
      }),
    )
    fc.assert(fc.property(fc.string(), text => fromPunycode(text) === null || typeof fromPunycode(text) === 'string'))
  })
})

describe('any address at all', () => {
  it('is read like the platform reads it', () => {
    fc.assert(
      fc.property(fc.ipV4Extended(), text => {
        expect(judgeAddress(text)?.canonical).toBe(new URL(`http://${text}/`).hostname)
      }),
    )
  })

  it('ends in a verdict whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.ipV6()), url => /^(allow|deny) url\./.test(verdictOn({ url }))),
    )
  })
})
