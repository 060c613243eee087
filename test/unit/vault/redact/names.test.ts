import { expect, it } from 'vitest'
import { redact } from '../../../../src-main/vault/core/redact/redactor.ts'

it.each([
  ['Identifiant : lea / mot de passe : Fougere77!', 'Identifiant : lea / mot de passe : [hidden: password]'],
  ['utilizador: rui palavra-passe: Sardinha55!', 'utilizador: rui palavra-passe: [hidden: password]'],
  ['network={ ssid="attic" psk="marzipan2031!" }', 'network={ ssid="attic" psk="[hidden: password]" }'],
  ['ldap_bind_pw: t5Rk9wQz\nldap_base: dc=x', 'ldap_bind_pw: [hidden: password]\nldap_base: dc=x'],
  ['rootpw=t5Rk9wQz lang=de', 'rootpw=[hidden: password] lang=de'],
  ['PresharedKey = 9b3mUu2q8Vw0cXyZ1tRk5sLp7aNd4eGh6jKf3oQiW2E=', 'PresharedKey = [hidden: secret]'],
  ['密钥：9b3mUu2q8Vw0cXyZ1tRk', '密钥：[hidden: secret]'],
  ['dsn="host=db user=app password=t5Rk9wQz dbname=x"', 'dsn="host=db user=app password=[hidden: password] dbname=x"'],
  ["define( 'DB_PASSWORD', 't5Rk9wQz!' );", "define( 'DB_PASSWORD', '[hidden: password]' );"],
])('hides the value and keeps what is around it: %j', (text, shown) => {
  expect(redact(text).text).toBe(shown)
})

it.each([
  'clave: valor, la clave primaria es id',
  'mot de passe : 12 caractères minimum',
  'Contraseña: mínimo 12 caracteres',
  'Schlüssel: kundennummer',
  '密钥长度为 256 位。',
  'pw = await playwright().start()',
  'psk=none',
  'dsn="host=db port=5432 sslmode=require"',
])('leaves alone what is no secret: %j', text => {
  expect(redact(text).text).toBe(text)
})
