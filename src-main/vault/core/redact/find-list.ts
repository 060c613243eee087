import { endOf, type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { judgeName } from './names.ts'

const phrase =
  /(?:phrase|mnemonic|seed|wallet|frase|助记词|助記詞)[^\n:="'`]{0,40}(?:[:=：]|\b(?:is|are|was)\b|["'`])[\s"'`[:=]*((?:\d{1,2}[.):]?[ \t]{0,2})?[a-z]{3,8}(?:(?:[ \t]{1,3}|[ \t]*,[ \t]*|["'],[ \t]*["']|\r?\n[ \t]*)(?:\d{1,2}[.):]?[ \t]{0,2})?[a-z]{3,8}){11,23})(?![a-z])/iy

/** Twelve to twenty-four short words after a name: a sentence has shorter and longer ones between them. */
const recoveryPhrase: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const words = lastGroup(phrase, look.text, at)
  if (!words) {
    if (look.partial && openPhrase.test(look.text.slice(at, at + 400))) look.undecided(at)
    return
  }
  if (words.to === look.text.length) look.undecided(at)
  look.hide(words.from, words.to, 'recovery phrase', 'name')
}
const openPhrase =
  /^[^\n:="'`]{0,50}(?:[:=：]|\b(?:is|are|was)\b|["'`])[\s"'`[:=]*(?:[a-z0-9]{1,8}[.):,"' \t\r\n]{1,4}){0,24}[a-z0-9]{0,8}$/i

const codeList =
  /(?:kup|very)[ _-]?(?:codes?|kit)(?: \d{1,2})?\\{0,3}["']?[ \t]{0,4}[:=]?[\s[\\"'*-]{1,12}((?=[\w-]*\d)[A-Za-z0-9]{4,10}(?:-[A-Za-z0-9]{4,10}){0,4}(?:[\s,;"'\\*-]{1,8}(?=[\w-]*\d)[A-Za-z0-9]{4,10}(?:-[A-Za-z0-9]{4,10}){0,4}){0,19})/iy

/** Codes that let somebody in who has lost the second factor. */
const backupCodes: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const codes = lastGroup(codeList, look.text, at)
  if (!codes) return
  if (look.text.length - codes.to < 12) look.undecided(at)
  if (codes.value.length >= 8) look.hide(codes.from, codes.to, 'backup codes', 'name')
}

const numbers =
  /[^\n[\]{}\d]{0,40}(?:\[\d{0,3}\][^\n[\]{}\d]{0,20})?[[{]((?:\s{0,10}(?:0x)?[0-9a-f]{1,3}\s{0,10},){15,63}\s{0,10}(?:0x)?[0-9a-f]{1,3}\s{0,10},?\s{0,10})(?=[\]}])/iy
/** A key written as its bytes. */
const keyBytes: Finder = (look, at) => {
  const found = at < look.hiddenTo ? null : lastGroup(numbers, look.text, at)
  if (found) return look.hide(found.from, found.to, 'private key', 'name')
  if (
    look.partial &&
    look.text.length - at < 900 &&
    /^[^\n[\]{}\d]{0,40}(?:\[\d{0,3}\][^\n[\]{}\d]{0,20})?(?:[[{][\s0-9a-fx,]*)?$/i.test(look.text.slice(at))
  )
    look.undecided(at)
}

const wifi = /WIFI:(?:[STHR]:(?:\\.|[^;\n\\]){0,80};){0,4}P:((?:\\.|[^;\n\\]){4,80})(?=;)/y
/** The text of a QR code that joins a network. */
const wifiCode: Finder = (look, at) => {
  const found = lastGroup(wifi, look.text, at)
  if (found) look.hide(found.from, found.to, 'password', 'format')
}

const variable = /iable[ \t]+"([\w-]{1,80})"[ \t]*\{[^{}]{0,600}?\bdefault[ \t]*=[ \t]*"([^"\n]{1,400})"/y
/** A variable of Terraform and what it is when nobody sets it. */
const terraformVariable: Finder = (look, at) => {
  variable.lastIndex = at
  const found = variable.exec(look.text)
  if (!found) {
    if (look.partial && /^iable[ \t]+"[\w-]{1,80}"?[ \t]*(?:\{[^{}]{0,600})?$/.test(look.text.slice(at, at + 700)))
      look.undecided(at)
    return
  }
  const [, name = '', value = ''] = found
  const sort = judgeName(name)
  if (sort && isSecretValue(value, { sort, quoted: true, loose: false, prose: false, next: '"' }))
    look.hide(variable.lastIndex - 1 - value.length, variable.lastIndex - 1, 'secret', 'name')
}

const blockLine = /\n[ \t]+[\w.-]{1,80}:[ \t]+(?:"([^"\n]{1,2000})"|'([^'\n]{1,2000})'|([^\s"'|>{$][^\n]{0,2000}))/y
const longestManifest = 16_384

/** The entries of `stringData` in a manifest: everything there is a secret, whatever it is called. */
const stringData: Finder = (look, at, length) => {
  const { text } = look
  let from = at + length
  if (text.charAt(from) === '\r') from += 1
  while (from - at < longestManifest) {
    blockLine.lastIndex = from
    const found = blockLine.exec(text)
    if (!found) break
    const value =
      found
        .slice(1)
        .find(group => group !== undefined)
        ?.trimEnd() ?? ''
    from = blockLine.lastIndex
    const start = from - (found[0].length - found[0].lastIndexOf(value))
    if (value.length >= 4 && !/^(?:\{\{|<|\$|\[hidden:)/.test(value))
      look.hide(start, start + value.length, 'secret', 'name')
  }
  // The next line may be one more entry.
  if (text.length - from < 100 && /^\s*[\w.-]*:?[^\n]*$/.test(text.slice(from))) look.undecided(at)
}

const dataBlock = /kind: Secret\r?\n(?:(?!---)[^\n]{0,200}\n){0,20}?data:(?=\r?\n)/y
/** The same under `data`, where values stand in base64. */
const secretData: Finder = (look, at) => {
  dataBlock.lastIndex = at
  if (dataBlock.test(look.text)) return stringData(look, at, dataBlock.lastIndex - at)
  if (look.partial && look.text.length - at < 600 && /^kind: Secret\r?(?:\n|$)/.test(look.text.slice(at, at + 16)))
    look.undecided(at)
}

const account = /[ \t]+(?:- )?[\w.-]{1,40}:([^\s:]{4,200})[ \t]*(?:\r?\n|$)/y
/** `list: |` of cloud-init below `chpasswd:`, and `name:password` in the lines of it. */
const accountList: Finder = (look, at, length) => {
  const { text } = look
  const begins = /(?:\r?\n[ \t]+expire:[^\n]{1,12})?\r?\n[ \t]+list:[ \t]*\|?-?[ \t]*\r?\n/y
  let from = endOf(begins, text, at + length)
  if (from < 0) {
    if (look.partial && text.length - at < 80) look.undecided(at)
    return
  }
  for (let count = 0; count < 40; count += 1) {
    account.lastIndex = from
    const value = account.exec(text)?.[1]
    if (value === undefined) break
    const start = text.indexOf(`:${value}`, from) + 1
    from = account.lastIndex
    if (/\d/.test(value)) look.hide(start, start + value.length, 'password', 'name')
  }
  if (text.length - from < 260 && !text.includes('\n', from)) look.undecided(at)
}

/** Lists and blocks that are secret as a whole, as literals. */
export function* listLiterals(): Generator<Literal<Finder>> {
  const any = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: true, value })
  for (const name of ['phrase', 'mnemonic', 'seed', 'wallet', 'frase', '助记词', '助記詞'])
    yield any(name, recoveryPhrase)
  // The first three characters are what is searched for: `kup` and `very` are rarer than `bac` and `rec`.
  for (const name of ['kup', 'very'])
    for (const next of [' cod', '_cod', '-cod', 'Code']) yield any(name + next, backupCodes)
  for (const name of [
    'keypair',
    'secret',
    'private key',
    'private_key',
    'privatekey',
    'aeskey',
    'key: [',
    'key": [',
    'key":[',
    'key = [',
    'key=[',
    'aes_key',
    'encryption_key',
    'encryptionkey',
  ])
    yield any(name, keyBytes)
  yield { text: 'chpasswd:', anyCase: false, value: accountList }
  yield { text: 'WIFI:', anyCase: false, value: wifiCode }
  yield { text: 'iable "', anyCase: false, value: terraformVariable }
  yield { text: 'kind: Secret', anyCase: false, value: secretData }
  yield { text: 'ngData:', anyCase: false, value: stringData }
}
