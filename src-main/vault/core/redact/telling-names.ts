/** Parts of names that make a name worth a look. */
const parts =
  'pass pwd psw secr token tokn apikey key cred auth sess sid= sid" sid: sid\' .sid jwt cookie signat sig= sign= sign: Sign: otp mdp senha parola contrase kennwort wachtwoord salasana losenord lösenord haslo hasło mnemonic bearer salt login licen appid seed webhook nonce dsn pin= pin: PIN pepper pat= pat: _pat geheim jeton verifier certificate hash identity пароль パスワード 비밀번호 トークン токен zugangsdaten identifiants adgangskode şifre heslo jelszó lozinka motdepasse mot_de_passe code= state= assertion psk pw= pw: pw" pw\' _pw pasw paasw pssw paswo pw> PW> parol puk PUK sk= sk: ordine パスフレーズ privkey parool lozink κωδικ συνθημ סיסמ المرور السر عبور khẩu sandi laluan पासवर्ड รหัสผ่าน løsenord kodeord slaptaž geslo lykilor pasahitz contrasen wagwoord nenosiri fjalëkal лозинк парола паролі гасло jelsz SAMLR samlr секрет segret sekret hemlig salais tajn clave chiave schlüssel schluessel sleutel klucz ключ clé clef chave'

/** Names of two characters, which the search can only find together with what follows. */
const short = ['비번', '秘钥', '令牌', '密码', '密碼', '秘密', '口令', '密钥', '密鑰']

/** Parts of names that make a name worth a look, as literals. */
export const tellingNames: readonly string[] = [
  ...parts.split(' '),
  'pat ',
  'pw ',
  ...short.flatMap(name => [...':：=＝"\' '].map(next => name + next)),
]
