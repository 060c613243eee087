import { describe, expect, it } from 'vitest'
import { Redactor, redact } from '../../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../../src-main/vault/core/redact/stream.ts'

const P = '[hidden: password]'
const S = '[hidden: secret]'
const phrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow'

const hidden: [string, string][] = [
  ['La clave es rR5PIAqx y nada más', `La clave es ${P} y nada más`],
  ['La clave del servidor es nO3dWE1amf desde ayer', `La clave del servidor es ${P} desde ayer`],
  ['Das Kennwort für den Server ist rRJ5PIAqxo seit gestern', `Das Kennwort für den Server ist ${P} seit gestern`],
  ['пароль от базы — WOMaOWNnCS, не теряй', `пароль от базы — ${P}, не теряй`],
  ['Password for bob: xK4rw9Lm!', `Password for bob: ${P}`],
  ['密码是 NyxpFng5gD 请勿外传', `密码是 ${P} 请勿外传`],
  ['数据库密码:R55UBmJrIt,用户名:root', `数据库密码:${P},用户名:root`],
  ['パスワードは LpDSm788r0 です', `パスワードは ${P} です`],
  ['Use passcode 540182 to unlock the safe', `Use passcode ${P} to unlock the safe`],
  ['2FA setup key: idks ataw 7pss nat7 al3v vf2y q5s6 adtk scan it', `2FA setup key: ${S} scan it`],
  [`seed phrase: ${phrase}.`, 'seed phrase: [hidden: recovery phrase].'],
  ['backup codes: 1419-8610 4256-1052', 'backup codes: [hidden: backup codes]'],
  ['WIFI:T:WPA;S:home;P:Qdm8Nv7gG7M5;;', `WIFI:T:WPA;S:home;P:${P};;`],
  ['variable "db_password" {\n  default = "Qw3_jjhkxR#"\n}', `variable "db_password" {\n  default = "${S}"\n}`],
  [
    'stringData:\n  config: MGqABH9TAiAL\n  b: "x y z w"\nkind: Secret',
    `stringData:\n  config: ${S}\n  b: "${S}"\nkind: Secret`,
  ],
  [
    "CREATE LOGIN svc WITH PASSWORD = N'zu9-KDG83#', CHECK_POLICY = OFF;",
    `CREATE LOGIN svc WITH PASSWORD = N'${P}', CHECK_POLICY = OFF;`,
  ],
  ["SET PASSWORD FOR 'bob'@'localhost' = 'Hk7!lyD0pFu3';", `SET PASSWORD FOR 'bob'@'localhost' = '${P}';`],
  [
    "INSERT INTO users (name, password) VALUES ('joe', 'Hk7!aGbQNjA!');",
    `INSERT INTO users (name, password) VALUES ('joe', '${P}');`,
  ],
  ['Database password (prod) = HzkAE90fqH', `Database password (prod) = ${P}`],
  ['Mein WLAN-Schlüssel: 9pZU404r44 — gerne', `Mein WLAN-Schlüssel: ${P} — gerne`],
  ['Identifiants : admin / 7ycu89O7p7', `Identifiants : admin / ${P}`],
  ['Пароль root теперь Y60v14PvP8', `Пароль root теперь ${P}`],
  ['<wsse:Password Type="text">NPHEW99uif34</wsse:Password>', `<wsse:Password Type="text">${P}</wsse:Password>`],
  ['CREATE USER joe IDENTIFIED BY TVLxgFp0ik;', `CREATE USER joe IDENTIFIED BY ${P};`],
  ['requests.get(u, auth=("joe", "WCnXMiWyiUu7"))', `requests.get(u, auth=("joe", "${P}"))`],
  ['IDENTIFIED BY "BlauGiRz#" ACCOUNT UNLOCK', `IDENTIFIED BY "${P}" ACCOUNT UNLOCK`],
  ["PRAGMA key = 'Hk7!i8CeMxXi#'; SELECT 1", `PRAGMA key = '${P}'; SELECT 1`],
  ['<password encrypted="false">Hk7!vD079Pn</password>', `<password encrypted="false">${P}</password>`],
  ['net use Z: srv /user:joe F4Y3HLrdBYRj', `net use Z: srv /user:joe ${P}`],
  ['I set the admin pw to iJJwcAIbq4 yesterday', `I set the admin pw to ${P} yesterday`],
  ['creds: admin / tiger3RZS#', `creds: admin / ${P}`],
  [
    '{"kty":"EC","d":"fCrayKj7Bh54Ec49JzfbK9PTgbvms99fiUtAx1ENFsw","x":"abc"}',
    '{"kty":"EC","d":"[hidden: private key]","x":"abc"}',
  ],
  [
    'kind: Secret\nmetadata: {name: x}\ndata:\n  a.json: bNFzHRXsa7u9Bx91\n',
    `kind: Secret\nmetadata: {name: x}\ndata:\n  a.json: ${S}\n`,
  ],
  ['sudo -S ls <<< "rCUumvXd2QfE"', `sudo -S ls <<< "${P}"`],
  ['gh auth login --with-token <<< dvgVt4DUaNjbwGVsDE9uP7BTF', `gh auth login --with-token <<< ${P}`],
]

const kept = [
  'La clave es la constancia.',
  'Der Schlüssel ist die Geduld.',
  'パスワードは8文字以上で入力してください',
  '密码长度为 256 位',
  'The password policy for guests is sha256 based',
  'token = request.headers["x-token"]',
  ['"', '{DB_PASSWORD:?missing}"'].join('$'),
  'https://user:<password>@host/',
  'password: Option<String>,',
  'INSERT INTO users (name, password) VALUES (?, ?)',
  'kind: SecretStore\nmetadata:\n  name: vault-backend',
  'SELECT * FROM user WHERE password = :password',
  '{password:e,token:t,secret:n}=r',
  'Pin 12 is ground, PIN 13 is the lamp',
  'Seed the table: every test needs a row of its own before it can be run alone',
  'variable "region" {\n  default = "eu-central-1"\n}',
  'POST /login body: user=ana&page=2',
]

describe('secrets of sentences, lists and blocks', () => {
  it.each(hidden)('hides in %j only the value', (text, shown) => {
    expect(redact(text).text).toBe(shown)
  })

  it.each(kept)('leaves %j as it is', text => {
    expect(redact(text).text).toBe(text)
  })

  it('says the same wherever a stream is cut', () => {
    const redactor = new Redactor()
    for (const text of [...hidden.map(([one]) => one), ...kept]) {
      const whole = redactor.redact(text).text
      for (let cut = 0; cut <= text.length; cut += 1) {
        const stream = new RedactingStream(redactor)
        const out = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end()
        expect({ text, cut, out }).toEqual({ text, cut, out: whole })
      }
    }
  })
})
